import 'reflect-metadata';
import { COMMANDS } from './commands';

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return ['Usage: npm run -s cli -- <command> [options]', '', ...lines].join('\n');
}

/** Runs one command and returns the exit code: 2 for a command that does not exist, 1 for one that failed. */
async function main(words: readonly string[]): Promise<number> {
  const [name = 'help', ...args] = words;
  if (name === 'help' || name === '--help') {
    console.log(help());
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    console.error(`There is no command "${name}".\n\n${help()}`);
    return 2;
  }
  try {
    return await command.run(args, process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (process.env['DEBUG']) console.error(error);
    return 1;
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
