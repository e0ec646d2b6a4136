// The bare minimum: checks the token, stores nothing, says back what was said.
import { createAdapter, serve } from './bot-server.mjs';

serve(createAdapter(), async (context) => {
  if (context.activity.type === 'message') await context.sendActivity(`Echo: ${context.activity.text}`);
});
