import { sql, type Kysely } from 'kysely'
import { SITE, TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

/** As `0022-lists` of SQLite. */
const LISTS = `
  create table conversations (
    ${SITE},
    member_id ${TEXT} not null,
    id ${TEXT} not null,
    list ${TEXT} not null,
    about ${TEXT} not null,
    spoken bigint not null,
    note ${TEXT} not null,
    at bigint not null,
    staff_id ${TEXT} not null,
    author ${TEXT} not null,
    primary key (site_id, member_id, id),
    foreign key (site_id, member_id) references members (site_id, id) on delete cascade
  );
  create index conversations_by_list on conversations (site_id, list, at);
  create table saved_filters (
    ${SITE},
    id ${TEXT} not null,
    name ${TEXT} not null,
    filters ${TEXT} not null,
    made_at bigint not null,
    made_by ${TEXT} not null,
    primary key (site_id, id)
  );`

/**
 * Which members are other ones to a list than they were, as `member_changes` has it for a search: hubs of the version before note their
 * changes by it too. A check-in writes nothing into it, unless it takes a visit of a pack.
 */
const STANDING_CHANGES = `
  create table standing_changes (
    ${SITE},
    member_id ${TEXT} not null,
    version bigint not null,
    primary key (site_id, member_id)
  );
  create unique index standing_changes_by_version on standing_changes (site_id, version);
  create function note_standing() returns trigger language plpgsql as $$
    declare changed jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
    begin
      insert into standing_changes (site_id, member_id, version)
      values ((changed ->> 'site_id')::bigint, changed ->> tg_argv[0], nextval('member_versions'))
      on conflict (site_id, member_id) do update set version = excluded.version;
      return null;
    end $$;
  create function note_former_standing() returns trigger language plpgsql as $$
    begin
      insert into standing_changes (site_id, member_id, version)
      values (old.site_id, old.member_id, nextval('member_versions'))
      on conflict (site_id, member_id) do update set version = excluded.version;
      return null;
    end $$;
  ${noting('members', 'id')}
  ${noting('periods', 'member_id')}
  ${noting('freezes', 'member_id')}
  ${noting('credentials', 'member_id')}
  create trigger note_former_standing after update of member_id on credentials
    for each row when (new.member_id is distinct from old.member_id) execute function note_former_standing();`

function noting(table: string, id: string): string {
  return `
    create trigger note_standing_written after insert or delete on ${table}
      for each row execute function note_standing('${id}');
    create trigger note_standing_changed after update on ${table}
      for each row when (new.* is distinct from old.*) execute function note_standing('${id}');`
}

/** Hubs of before write none of it and miss nothing that they read. */
const REACH = `insert into schema_reach values ('0022-lists', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [LISTS, STANDING_CHANGES, REACH, APART]) await sql.raw(statement).execute(db)
}
