import { HUB_ROLE } from '../../postgres/hub-role.ts'
import { TEXT } from './columns.ts'

/** The gyms that share the database. */
export const SITES = `
  create table sites (
    id bigint generated always as identity primary key,
    name ${TEXT} not null unique,
    created_at bigint not null
  );`

/**
 * Which hubs may work on this schema: those that know the migration `serves_from` or a later one, by the word of `said_by`. A migration
 * that says nothing is none that older hubs are let in after.
 */
export const REACH = `
  create table schema_reach (
    said_by ${TEXT} primary key,
    serves_from ${TEXT} not null
  );
  insert into schema_reach values ('0012-imports', '0012-imports');`

/**
 * Keeps every table with a `site_id` apart by it, and lets the hubs' role do what hubs do: it owns nothing, and of other gyms it neither
 * sees a row nor makes one. A connection without a site gets an error. Each migration that adds tables ends with it: those that are apart
 * already stay as they are.
 */
export const APART = `
  do $$
    declare a_table regclass;
    begin
      for a_table in
        select attrelid::regclass from pg_attribute join pg_class on pg_class.oid = attrelid
        where attname = 'site_id' and relkind = 'r' and relnamespace = current_schema()::regnamespace
          and not relrowsecurity
      loop
        execute format('alter table %s enable row level security', a_table);
        execute format('alter table %s force row level security', a_table);
        execute format(
          'create policy own_site on %s using (site_id = current_setting(''hub.site'')::bigint)
            with check (site_id = current_setting(''hub.site'')::bigint)', a_table);
        execute format('grant select, insert, update, delete on %s to ${HUB_ROLE}', a_table);
      end loop;
    end $$;`

/** What else the hubs' role may do, and may not. */
export const GRANTS = `
  do $$ begin execute format('grant usage on schema %I to ${HUB_ROLE}', current_schema()); end $$;
  revoke update, delete on audit_log from ${HUB_ROLE};
  grant select on filed_visits, recent_visits, kysely_migration to ${HUB_ROLE};
  grant usage on sequence member_versions, notice_versions to ${HUB_ROLE};`
