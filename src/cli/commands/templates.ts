import type { Command } from 'commander';
import { projectRoot } from '../../wire.js';
import { pushAllTemplates, showTemplates, showTemplateStates } from '../templates.js';

const { stdout: output } = process;

/** `templates show|push`: the WhatsApp templates. */
export function templateCommands(program: Command): void {
  const templates = program.command('templates').description('the WhatsApp templates');
  templates
    .command('show')
    .description('print them as they go to Twilio')
    .option('--state', 'where WhatsApp stands on each, asked of Twilio')
    .option('--json', 'for programs')
    .action(async ({ state = false, json = false }: { state?: boolean; json?: boolean }) => {
      const shown = state
        ? await showTemplateStates(projectRoot, process.env, json)
        : await showTemplates(projectRoot, json);
      output.write(shown);
    });
  templates
    .command('push')
    .description('make the missing ones at Twilio and ask for their approval')
    .action(async () => void output.write(await pushAllTemplates(projectRoot, process.env)));
}
