import { SITE, TEXT } from './columns.ts'

/**
 * Which members are other ones to a search than they were, in the order of the commits, since writers take turns: each instance reads on
 * from where it was. A row a member, also of one who is gone.
 */
export const MEMBER_CHANGES = `
  create sequence member_versions;
  create table member_changes (
    ${SITE},
    member_id ${TEXT} not null,
    version bigint not null,
    primary key (site_id, member_id)
  );
  create unique index member_changes_by_version on member_changes (site_id, version);
  create function note_member() returns trigger language plpgsql as $$
    begin
      insert into member_changes (site_id, member_id, version)
      values (coalesce(new.site_id, old.site_id), coalesce(new.id, old.id), nextval('member_versions'))
      on conflict (site_id, member_id) do update set version = excluded.version;
      return null;
    end $$;
  create trigger note_added_member after insert or delete on members
    for each row execute function note_member();
  create trigger note_changed_member after update of full_name, phone on members
    for each row when (new.full_name is distinct from old.full_name or new.phone is distinct from old.phone)
    execute function note_member();`

/**
 * What hubs on one database tell each other beside the events. `people_state` counts the changes of who may do what; `notices` has what
 * else is new, and who wrote it: that one knows already. Triggers write both, so that no way of changing something can forget to.
 */
export const SHARED = `
  create table people_state (
    ${SITE},
    id smallint not null check (id = 1),
    version bigint not null,
    primary key (site_id, id)
  );
  create function count_people_change() returns trigger language plpgsql as $$
    begin
      insert into people_state (id, version) values (1, 1)
      on conflict (site_id, id) do update set version = people_state.version + 1;
      return null;
    end $$;
  create trigger staff_changed after insert or update or delete on staff
    for each statement execute function count_people_change();
  create trigger desks_changed after insert or update of name, removed_at on desks
    for each statement execute function count_people_change();
  create trigger sign_in_ended after insert or delete on ended_sign_ins
    for each statement execute function count_people_change();
  create sequence notice_versions;
  create table notices (
    ${SITE},
    version bigint not null,
    kind ${TEXT} not null,
    subject ${TEXT} not null,
    written_by ${TEXT} not null,
    written_at bigint not null,
    primary key (site_id, version)
  );
  create function note_change() returns trigger language plpgsql as $$
    begin
      insert into notices (site_id, version, kind, subject, written_by, written_at)
      values (
        new.site_id, nextval('notice_versions'), tg_argv[0], to_jsonb(new) ->> tg_argv[1],
        current_setting('application_name'), (extract(epoch from clock_timestamp()) * 1000)::bigint);
      return null;
    end $$;
  create trigger message_written after insert or update on staff_messages
    for each row execute function note_change('message', 'id');
  create trigger message_seen after insert or update on staff_message_seen
    for each row execute function note_change('message', 'message_id');
  create trigger handover_written after insert or update on handover_notes
    for each row execute function note_change('handover', 'version');
  create table desk_sessions (
    ${SITE},
    desk_id ${TEXT} not null,
    session ${TEXT} not null,
    began_at bigint not null,
    ended_at bigint,
    primary key (site_id, desk_id)
  );
  create trigger desk_session_began after insert or update on desk_sessions
    for each row execute function note_change('desk', 'desk_id');`
