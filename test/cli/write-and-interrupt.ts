import { writeWhole } from '../../src/cli/whole-file.js';

/** Writes a file that takes a while, and presses Ctrl-C in the middle of it: `node … <file>`. */
const file = process.argv[2] ?? '';
const writing = writeWhole(file, Buffer.alloc(150_000_000));
setTimeout(() => process.kill(process.pid, 'SIGINT'), 15);
await writing;
