import { resolve } from 'node:path';
import { allBackwardReads, backwardReads, roomOfRelations } from './sql-order';

const root = resolve(__dirname, '../..');

describe('the SQL of a room', () => {
  it('reads tables and views of its own and of earlier rooms only', () => {
    expect(allBackwardReads(root)).toEqual([]);
  });

  it('is refused where it reads a later room’s table, whatever the statement', () => {
    const rooms = roomOfRelations(root);
    for (const text of ['select 1 from placement q', 'select 1 from person p join placement q on true', "update placement set status = 'x'", 'insert into placement (id) values ($1)']) {
      expect(backwardReads('clients', text, rooms)).toEqual(['clients reads placement of placements']);
    }
    expect(backwardReads('exports', 'select 1 from placement q', rooms)).toEqual([]);
    expect(backwardReads('clients', '// from placement\nselect 1 from person', rooms)).toEqual([]);
  });

  it('knows the room of every table', () => {
    expect(roomOfRelations(root).get('person')).toBe('clients');
    expect(roomOfRelations(root).size).toBeGreaterThan(70);
  });
});
