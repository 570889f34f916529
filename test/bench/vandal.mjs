/**
 * A superuser's ways to damage a sealed record, one at a time: each says what it did and how to undo it, and at which
 * position the first bad row then stands.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LEAF = `sha256(convert_to((select string_agg(coalesce(octet_length(c.value) || ':' || c.value, '-'), '' order by c.n)
  from unnest(array['2', xid::text, id::text, extract(epoch from at)::text, request_id, assignment_id::text, staff_id::text, office_id::text, purpose,
    action, subjects::text, detail::text, sealed::text]) with ordinality as c(value, n)), 'UTF8'))`;

/** Row at a position of the sealed order, from 1. */
async function rowAt(owner, position) {
  const { rows } = await owner.query('select e.id, e.xid::text as xid from audit_event e order by e.xid, e.id offset $1 limit 1', [position - 1]);
  return rows[0];
}

async function positionOf(owner, id) {
  const { rows } = await owner.query('select count(*)::integer as n from audit_event e, audit_event o where o.id = $1 and (e.xid, e.id) <= (o.xid, o.id)', [id]);
  return rows[0].n;
}

/** Takes rows away with what refers to them, and can put them back as they were. */
async function take(owner, where, values) {
  await owner.query('begin');
  await owner.query('create table vandal_subject as select s.* from audit_subject s where false');
  await owner.query('create table vandal_event as select e.* from audit_event e where false');
  await owner.query(`insert into vandal_event select e.* from audit_event e where ${where}`, values);
  await owner.query('insert into vandal_subject select s.* from audit_subject s join vandal_event e on e.id = s.event_id');
  await owner.query('delete from audit_subject s using vandal_event e where s.event_id = e.id');
  await owner.query('delete from audit_event a using vandal_event e where a.id = e.id');
  await owner.query('commit');
  return async () => {
    await owner.query('begin');
    await owner.query('insert into audit_event select * from vandal_event');
    await owner.query('insert into audit_subject select * from vandal_subject');
    await owner.query('drop table vandal_event, vandal_subject');
    await owner.query('commit');
  };
}

export const DAMAGES = {
  changed: async ({ owner, middle }) => {
    const { id } = await rowAt(owner, middle);
    const { rows } = await owner.query('select action from audit_event where id = $1', [id]);
    await owner.query("update audit_event set action = 'clients.search' where id = $1", [id]);
    return { position: middle, undo: () => owner.query('update audit_event set action = $2 where id = $1', [id, rows[0].action]) };
  },
  'changed with its hash': async ({ owner, middle }) => {
    const { id } = await rowAt(owner, middle);
    const { rows } = await owner.query('select subjects, leaf_hash from audit_event where id = $1', [id]);
    await owner.query("update audit_event set subjects = '{}' where id = $1", [id]);
    await owner.query(`update audit_event set leaf_hash = ${LEAF} where id = $1`, [id]);
    return {
      position: middle,
      undo: () => owner.query('update audit_event set subjects = $2, leaf_hash = $3 where id = $1', [id, rows[0].subjects, rows[0].leaf_hash]),
    };
  },
  deleted: async ({ owner, middle }) => {
    const { id } = await rowAt(owner, middle);
    return { position: middle, undo: await take(owner, 'e.id = $1', [id]) };
  },
  inserted: async ({ owner, middle }) => {
    const { xid } = await rowAt(owner, middle);
    const { rows } = await owner.query(
      `insert into audit_event (id, at, request_id, assignment_id, staff_id, office_id, purpose, action, subjects, detail, sealed, xid, leaf_version, leaf_hash)
       select gen_random_uuid(), at, request_id, assignment_id, staff_id, office_id, purpose, action, subjects, detail, sealed, xid, leaf_version, leaf_hash
       from audit_event where xid = $1::text::xid8 limit 1 returning id`,
      [xid],
    );
    const { id } = rows[0];
    await owner.query(`update audit_event set leaf_hash = ${LEAF} where id = $1`, [id]);
    return { position: await positionOf(owner, id), undo: () => owner.query('delete from audit_event where id = $1', [id]) };
  },
  reordered: async ({ owner, middle }) => {
    const one = await rowAt(owner, middle);
    const { rows } = await owner.query('select id, xid::text as xid from audit_event where xid > $1::text::xid8 order by xid, id limit 1', [one.xid]);
    const [two] = rows;
    const give = (first, second) =>
      owner.query('update audit_event set xid = (case id when $1::uuid then $3 else $4 end)::xid8 where id in ($1::uuid, $2::uuid)', [one.id, two.id, first, second]);
    await give(two.xid, one.xid);
    const position = Math.min(middle, await positionOf(owner, two.id));
    return {
      position,
      undo: () => give(one.xid, two.xid),
    };
  },
  'tail cut': async ({ owner, rows }) => {
    const cut = Math.max(1, Math.round(rows * 0.001));
    const { xid } = await rowAt(owner, rows - cut);
    const { rows: counted } = await owner.query('select count(*)::integer as n from audit_event where xid < $1::text::xid8', [xid]);
    return { position: counted[0].n + 1, undo: await take(owner, 'e.xid >= $1::text::xid8', [xid]) };
  },
  'file cut': ({ folder }) => {
    const path = join(folder, 'checkpoints.jsonl');
    copyFileSync(path, `${path}.whole`);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    const kept = lines.slice(0, -1);
    writeFileSync(path, kept.map((line) => `${line}\n`).join(''));
    return Promise.resolve({ position: (kept.length > 0 ? JSON.parse(kept.at(-1)).size : 0) + 1, undo: () => Promise.resolve(copyFileSync(`${path}.whole`, path)) });
  },
};
