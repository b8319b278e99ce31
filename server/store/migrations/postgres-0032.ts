import { sql, type Kysely } from 'kysely'
import { HUB_ROLE } from '../postgres/hub-role.ts'
import { SITE, TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

/** As `0032-gyms` of SQLite, with what each gym tells the others of its rules. */
const GYMS = `
  alter table members add column home_gym ${TEXT};
  create index visitors on members (site_id, id) where home_gym is not null;
  create table away_members (
    ${SITE},
    visitor_id ${TEXT} not null,
    member_id ${TEXT} not null,
    gym ${TEXT} not null,
    primary key (site_id, visitor_id),
    foreign key (site_id, member_id) references members (site_id, id) on delete cascade
  );
  create index away_by_member on away_members (site_id, member_id);
  create table gym_terms (
    ${SITE},
    id smallint not null check (id = 1),
    name ${TEXT} not null,
    grace_days bigint not null,
    debt_allowed_cents bigint not null,
    primary key (site_id, id)
  );`

/**
 * What a hub may ask of the other gyms: which there are, and which of them knows a card or has sent a visitor. Each is looked through
 * under its own name, since the policies bind the tables' owner too; a superuser they do not bind, hence the condition.
 */
const DOORS = `
  create function gyms() returns table (id bigint, name text, is_own boolean)
    language sql stable security definer set search_path from current as $$
      select id, name, id = current_setting('hub.site')::bigint from sites order by id
    $$;
  ${door('gyms_with_card', 'credentials', 'code')}
  ${door('gyms_of_visitor', 'away_members', 'visitor_id')}`

function door(name: string, table: string, column: string): string {
  return `
  create function ${name}(asked text) returns table (id bigint)
    language plpgsql security definer set search_path from current as $$
    declare
      own text := current_setting('hub.site');
      another bigint;
    begin
      for another in select sites.id from sites where sites.id <> own::bigint order by 1 loop
        perform set_config('hub.site', another::text, true);
        if exists (select 1 from ${table} where ${table}.site_id = another and ${table}.${column} = asked) then
          id := another;
          return next;
        end if;
      end loop;
      perform set_config('hub.site', own, true);
    end $$;`
}

/** Keeps those waiting who write at one of these gyms or at the own one, always in the same order: two hubs that do never wait for each other. */
const HOLD = `
  create function hold_gyms(asked bigint[]) returns void language plpgsql as $$
    declare
      own text := current_setting('hub.site');
      gym bigint;
    begin
      for gym in select distinct unnest(asked || own::bigint) order by 1 loop
        perform set_config('hub.site', gym::text, true);
        perform 1 from hub_state where site_id = gym for update;
      end loop;
      perform set_config('hub.site', own, true);
    end $$;`

const HUBS_ALONE = ['gyms()', 'gyms_with_card(text)', 'gyms_of_visitor(text)', 'hold_gyms(bigint[])']
  .map(
    (name) => `
  revoke execute on function ${name} from public;
  grant execute on function ${name} to ${HUB_ROLE};`,
  )
  .join('')

/** Hubs of before let nobody in from another gym, and show visitors as members without a plan: they may work on until they are replaced. */
const REACH = `insert into schema_reach values ('0032-gyms', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [GYMS, DOORS, HOLD, HUBS_ALONE, REACH, APART]) await sql.raw(statement).execute(db)
}
