/** A server for the tests of one run, and the template that the tests make on it; or the server that DATABASE_URL names. */
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../tools.mjs';
import { quickFolder } from './quick-folder.mjs';

const require = createRequire(import.meta.url);

/**
 * @param {string} name of the run: tests of one run share a template
 * @returns {Promise<{ environment: NodeJS.ProcessEnv, stop: () => Promise<void> }>} what tests of a long form see, and nothing else of the caller's servers
 */
export async function ownPostgres(name) {
  const closing = [];
  let ownerUrl = process.env['DATABASE_URL'];
  if (!ownerUrl) {
    const folder = quickFolder();
    closing.push(() => rmSync(folder, { recursive: true, force: true }));
    const { startEmbeddedPostgres, removeEmbeddedPostgres } = require(join(root, 'dist/libs/platform/src/embedded/index.js'));
    const dataDir = join(folder, 'data');
    const server = await startEmbeddedPostgres({ dataDir, durable: false, log: (line) => console.log(`      ${line}`) });
    ownerUrl = server.ownerUrl;
    closing.push(async () => {
      await server.stop();
      await removeEmbeddedPostgres(dataDir);
    });
  }
  closing.push(() => dropTemplate(ownerUrl, name));
  const environment = { ...process.env, TZ: process.env['TZ'] ?? 'UTC' };
  for (const word of Object.keys(environment)) if (/^(DATABASE_URL|REDIS_URL|DATA_DIR|PORT$)/.test(word)) delete environment[word];
  Object.assign(environment, { MADOGUCHI_TEST_OWNER_URL: ownerUrl, MADOGUCHI_TEST_QUEUE: 'postgres', MADOGUCHI_TEST_LONG: '1', MADOGUCHI_TEST_RUN: name });
  return {
    environment,
    stop: async () => {
      for (const one of closing.splice(0).reverse()) await one();
    },
  };
}

async function dropTemplate(ownerUrl, name) {
  const { Client } = require('pg');
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  for (const kind of ['', '_bare']) await client.query(`drop database if exists madoguchi_test_template_${name}${kind}`);
  await client.end();
}
