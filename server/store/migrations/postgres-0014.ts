import { sql, type Kysely } from 'kysely'
import { HUB_ROLE } from '../postgres/hub-role.ts'
import { SITE, TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

const LEDGER = `
  create table ledger_entries (
    ${SITE},
    number bigint not null,
    id ${TEXT} not null,
    member_id ${TEXT} not null,
    at bigint not null,
    business_day ${TEXT} not null,
    kind ${TEXT} not null,
    cents bigint not null,
    way ${TEXT},
    what ${TEXT},
    staff_id ${TEXT} not null,
    desk_id ${TEXT},
    reverses ${TEXT},
    change_id ${TEXT} not null,
    owed_since ${TEXT},
    primary key (site_id, number),
    unique (site_id, id),
    unique (site_id, reverses),
    foreign key (site_id, member_id) references members (site_id, id),
    foreign key (site_id, reverses) references ledger_entries (site_id, id)
  );
  create index ledger_by_member on ledger_entries (site_id, member_id, number);
  create index ledger_by_day on ledger_entries (site_id, business_day, number);`

/** Row-level security binds the owner too, who sees all gyms here for the length of the statement. */
const OPENINGS = `
  alter table members no force row level security;
  insert into ledger_entries
      (site_id, number, id, member_id, at, business_day, kind, cents, staff_id, change_id)
    select site_id, row_number() over (partition by site_id order by id), gen_random_uuid()::text, id,
      (extract(epoch from now()) * 1000)::bigint, to_char(now() at time zone 'UTC', 'YYYY-MM-DD'), 'opening', debt_cents,
      'hub', gen_random_uuid()::text
    from members where debt_cents <> 0;
  alter table members force row level security;`

/** Never changed, but for the member, who may be merged with another; and never removed. */
const STAYS = `
  create function ledger_stays() returns trigger language plpgsql as $$
    begin raise exception 'the ledger is append-only'; end $$;
  create trigger ledger_entries_stay before delete or update of
      number, id, at, business_day, kind, cents, way, what, staff_id, desk_id, reverses, change_id, owed_since
    on ledger_entries for each row execute function ledger_stays();
  create trigger ledger_entries_are_kept before truncate on ledger_entries
    for each statement execute function ledger_stays();`

const GRANTS = `
  revoke update, delete on ledger_entries from ${HUB_ROLE};
  grant update (member_id) on ledger_entries to ${HUB_ROLE};`

/** Hubs of before write no entries: what they change of a debt is made up for by the next hub that starts. */
const REACH = `insert into schema_reach values ('0014-ledger', '0012-imports');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [LEDGER, OPENINGS, STAYS, APART, GRANTS, REACH])
    await sql.raw(statement).execute(db)
}
