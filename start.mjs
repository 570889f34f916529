/** `npm start`: installs and builds what is missing, then hands over to the operator command `up`. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { install, main, root } from './tools.mjs';

await main(async () => {
  process.chdir(root);
  await install();
  await build();
  // In this very process: one process less between Ctrl-C and what it has to stop.
  const command = join(root, 'dist/apps/cli/src/main.js');
  process.argv = [process.argv[0], command, 'up', ...process.argv.slice(2)];
  await import(pathToFileURL(command).href);
});
