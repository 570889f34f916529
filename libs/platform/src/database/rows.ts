import { columnOf } from '@madoguchi/kernel';
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
    Column({ type: type as never, name: columnOf(String(property)), ...options })(target, property);
  };
}

/** The columns of every row that an office writes: the city, who holds it, who typed it and when. */
export abstract class OfficeRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid') municipalityId: string;
  @Field('uuid') sourceOfficeId: string;
  @Field('uuid') sourceOrganisationId: string;
  @Field('uuid') writtenBy: string;
  @Field('timestamptz') enteredAt: Date;
  @Field('integer') version: number;
}

/** The columns that every row about a person bears (see migrations/schema/step.ts). */
export abstract class PersonRow extends OfficeRow {
  @Field('uuid') personId: string;
}
