import { Body, Controller, Param, Put, type Type } from '@nestjs/common';
import type { Fields } from '@madoguchi/kernel';
import { Command, type Ctx, dtoOf, IdParam, RequestCtx, TypedTextDto, Whole } from '@madoguchi/platform';
import { EditClient } from '../application/edit-client';
import { HELD, HELD_NAMES, type HeldName, heldPath } from '../domain/records';
import { SavedDto } from './client.dto';

/** Base of edits of what is held of a person. */
abstract class HeldEditDto extends TypedTextDto {
  /** 0 when nothing was recorded before. */
  @Whole('版', 0, 1_000_000) version: number;
}

/** `PUT /clients/:id/<name>` of one record of which an organisation holds one: its body follows from the description. */
function editOf(name: HeldName): Type {
  const word = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  class EditDto extends dtoOf<Fields, HeldEditDto>(HELD[name], HeldEditDto) {}
  @Controller('clients')
  class EditController {
    constructor(private readonly editClient: EditClient) {}

    @Put(`:id/${heldPath(name)}`)
    @Command('clients.edit')
    async edit(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: EditDto): Promise<SavedDto> {
      return this.editClient.held(ctx, name, id, body.version, body);
    }
  }
  // The names under which they stand in the description of the API.
  Object.defineProperty(EditDto, 'name', { value: `Edit${word}Dto` });
  Object.defineProperty(EditController, 'name', { value: `Edit${word}Controller` });
  return EditController;
}

export const HELD_EDITS: readonly Type[] = HELD_NAMES.map(editOf);
