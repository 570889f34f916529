import { Column, type ColumnOptions, Entity, PrimaryColumn } from 'typeorm';

const rows: (new () => object)[] = [];

/** Names the table of a row class and makes the class known to the one data source. */
export function Row(table: string): ClassDecorator {
  return (target) => {
    rows.push(target as unknown as new () => object);
    Entity(table)(target);
  };
}

/** All row classes of the rooms that this process has loaded. */
export function knownRows(): readonly (new () => object)[] {
  return rows;
}

/** A column of a row class; names are the snake case of the property. */
export function Field(type: ColumnOptions['type'], options: ColumnOptions = {}): PropertyDecorator {
  return (target, property) => {
    const name = String(property).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    Column({ type: type as never, name, ...options })(target, property);
  };
}

/** The columns that every row about a person bears (see migrations/schema/step.ts). */
export abstract class PersonRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid') personId: string;
  @Field('uuid') municipalityId: string;
  @Field('uuid') sourceOfficeId: string;
  @Field('uuid') sourceOrganisationId: string;
  @Field('uuid') writtenBy: string;
  @Field('timestamptz') enteredAt: Date;
  @Field('integer') version: number;
}
