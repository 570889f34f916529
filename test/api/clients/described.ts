/** What of a schema of the interface's description is compared. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
}
type Schemas = Readonly<Record<string, Schema>>;

/** In what an answer is not as the interface describes it: fields that are missing or not described, other types, null. */
export function departures(answer: unknown, name: string, schemas: Schemas): readonly string[] {
  return departing(answer, schemas[name] ?? {}, name, schemas);
}

function departing(value: unknown, schema: Schema, at: string, schemas: Schemas): readonly string[] {
  if (value === null) return schema.nullable === true ? [] : [`${at} is null`];
  const [inner] = schema.allOf ?? [schema];
  const of = inner?.$ref === undefined ? inner : schemas[inner.$ref.replace('#/components/schemas/', '')];
  switch (of?.type) {
    case 'object':
      return typeof value === 'object' && !Array.isArray(value) ? departingFields(value, of, at, schemas) : [`${at} is no object`];
    case 'array':
      return Array.isArray(value) ? value.flatMap((one, index) => departing(one, of.items ?? {}, `${at}[${index}]`, schemas)) : [`${at} is no list`];
    case 'string':
      if (typeof value !== 'string' || (of.enum && !of.enum.includes(value))) return [`${at} is no ${of.enum?.join(', ') ?? 'text'}`];
      return of.format === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value) ? [`${at} is no date`] : [];
    case 'number':
    case 'boolean':
      return typeof value === of.type ? [] : [`${at} is no ${of.type}`];
    case undefined:
    default:
      return [`${at} is not described`];
  }
}

function departingFields(value: object, { properties = {}, required = [] }: Schema, at: string, schemas: Schemas): readonly string[] {
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`);
  return [...missing, ...Object.entries(value).flatMap(([name, one]) => departing(one, properties[name] ?? { nullable: false, type: 'undescribed' }, `${at}.${name}`, schemas))];
}
