import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** As much of a schema as the description of the interface uses. */
interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** As the built application describes it; the screens' client is made of the same. */
function describedByTheBuild(): Readonly<Record<string, Schema>> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-openapi-'));
  try {
    const file = join(folder, 'openapi.json');
    execFileSync(process.execPath, [join(__dirname, '../../dist/apps/cli/src/main.js'), 'openapi', file], { stdio: 'pipe' });
    return (JSON.parse(readFileSync(file, 'utf8')) as { components: { schemas: Readonly<Record<string, Schema>> } }).components.schemas;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const schemas = describedByTheBuild();

/** What an answer that the database has written has more, less or otherwise than its class describes. */
export function unlike(name: string, answer: unknown): readonly string[] {
  return differences(resolved({ $ref: `#/components/schemas/${name}` }), answer, name);
}

function differences(described: Schema, value: unknown, at: string): readonly string[] {
  const schema = resolved(described);
  if (value === null) return schema.nullable === true || described.nullable === true ? [] : [`${at}: null`];
  if (schema.enum && !schema.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is none of its words`];
  if (schema.type === 'array') return Array.isArray(value) ? value.flatMap((one, n) => differences(schema.items ?? {}, one, `${at}.${n}`)) : [`${at}: no list`];
  if (schema.format === 'date' && !/^\d{4}-\d\d-\d\d$/.test(JSON.stringify(value).slice(1, -1))) return [`${at}: no date`];
  if (schema.type !== 'object') return typeof value === schema.type ? [] : [`${at}: a ${typeof value} and no ${schema.type}`];
  if (typeof value !== 'object') return [`${at}: no object`];
  const fields = value as Readonly<Record<string, unknown>>;
  const known = schema.properties ?? {};
  return [
    ...Object.keys(fields).filter((key) => !(key in known)).map((key) => `${at}.${key}: not described`),
    ...(schema.required ?? []).filter((key) => !(key in fields)).map((key) => `${at}.${key}: missing`),
    ...Object.entries(known).flatMap(([key, one]) => (key in fields ? differences(one, fields[key], `${at}.${key}`) : [])),
  ];
}

function resolved(schema: Schema): Schema {
  const name = (schema.$ref ?? schema.allOf?.[0]?.$ref)?.replace('#/components/schemas/', '');
  if (name === undefined) return schema;
  const found = schemas[name];
  if (!found) throw new Error(`No class of the interface is called ${name}`);
  return found;
}
