import { sql, type Kysely } from 'kysely'

/**
 * The whole schema as the migrations of SQLite leave it at `0012-imports`: nobody has older data on PostgreSQL. Texts are compared by
 * their bytes, as SQLite does; instants, counters and money have 64 bits.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    STATE,
    MEMBERS,
    VISITS,
    HISTORY,
    PEOPLE,
    AUDIT,
    MESSAGES,
    MEMBER_CHANGES,
    SHARED,
  ]) {
    await sql.raw(statement).execute(db)
  }
}

const TEXT = 'text collate "C"'

const STATE = `
  create table hub_state (
    id smallint primary key check (id = 1),
    epoch ${TEXT} not null,
    seq bigint not null,
    occupancy bigint not null check (occupancy >= 0),
    unregistered bigint not null default 0,
    corrected_at bigint,
    audit_seq bigint not null default 0,
    audit_hash ${TEXT} not null default '',
    filed_seq bigint not null default 0,
    trusted_at bigint,
    trusted_since bigint not null default 0
  );
  create table day_stats (
    business_day ${TEXT} primary key,
    check_ins bigint not null,
    ended_stays bigint not null,
    stay_ms bigint not null
  );
  create table half_hours (
    business_day ${TEXT} not null,
    slot bigint not null,
    inside bigint not null,
    primary key (business_day, slot)
  );
  create table corrections (
    seq bigint primary key,
    at bigint not null,
    counted bigint not null,
    registered bigint not null,
    reason ${TEXT},
    staff_id ${TEXT}
  );`

const MEMBERS = `
  create table members (
    id ${TEXT} primary key,
    full_name ${TEXT} not null,
    membership_type ${TEXT} not null,
    phone ${TEXT} not null,
    email ${TEXT} not null,
    photo_url ${TEXT},
    birthday ${TEXT},
    valid_from ${TEXT},
    valid_until ${TEXT},
    visits_left bigint check (visits_left >= 0),
    frozen_from ${TEXT},
    frozen_until ${TEXT},
    suspended bigint not null,
    debt_cents bigint not null,
    debt_since ${TEXT},
    search_text ${TEXT} not null,
    created_at bigint not null,
    updated_at bigint not null
  );
  create index members_by_name on members (lower(full_name));
  create table credentials (
    code ${TEXT} primary key,
    member_id ${TEXT} not null references members (id),
    created_at bigint not null,
    revoked_at bigint
  );
  create index credentials_by_member on credentials (member_id);
  create index credentials_by_end on credentials (right(code, 4));
  create table imported_members (
    member_id ${TEXT} primary key references members (id) on delete cascade,
    version ${TEXT} not null
  );
  create table member_notes (
    member_id ${TEXT} not null references members (id) on delete cascade,
    id ${TEXT} not null,
    alert bigint not null,
    text ${TEXT} not null,
    author ${TEXT} not null,
    at bigint not null,
    until ${TEXT},
    ended_at bigint,
    primary key (member_id, id)
  );`

/** The visits of a member need no table of their own here: an index costs a check-in no page of its own in the log. */
const VISITS = `
  create table visits (
    id ${TEXT} primary key,
    member_id ${TEXT} not null references members (id),
    location ${TEXT} not null,
    notes ${TEXT} not null,
    desk_id ${TEXT} not null,
    check_in_at bigint not null,
    check_in_seq bigint not null,
    took_visit bigint not null,
    check_out_at bigint,
    check_out_notes ${TEXT},
    closed_by ${TEXT},
    constraint closed_visits_say_how check ((check_out_at is null) = (closed_by is null))
  );
  create unique index one_open_visit on visits (member_id) where check_out_at is null;
  create index undone_visits on visits (member_id) where closed_by = 'undo';
  create index visits_by_member on visits (member_id, check_in_at, id);
  create view filed_visits as select member_id, check_in_at, id as visit_id from visits;
  create view recent_visits as select member_id, check_in_at, visit_id from filed_visits where false;
  create table closings (
    visit_id ${TEXT} primary key references visits (id),
    member_id ${TEXT} not null,
    closed_at bigint not null,
    outcome ${TEXT},
    reviewed_at bigint
  );
  create index closings_to_review on closings (member_id, closed_at) where outcome is null;
  create table overrides (
    visit_id ${TEXT} not null,
    at bigint not null,
    refusal ${TEXT} not null,
    reason ${TEXT} not null,
    staff_id ${TEXT} not null,
    approved_by ${TEXT},
    standing_id ${TEXT},
    primary key (visit_id, refusal)
  );
  create table standing_overrides (
    id ${TEXT} primary key,
    member_id ${TEXT} not null,
    refusal ${TEXT} not null,
    until_day ${TEXT} not null,
    reason ${TEXT} not null,
    given_at bigint not null,
    staff_id ${TEXT} not null,
    approved_by ${TEXT},
    visit_id ${TEXT} not null,
    ended_at bigint,
    ended_by ${TEXT}
  );
  create index standing_overrides_by_member on standing_overrides (member_id);
  create table approvals (
    secret_hash ${TEXT} primary key,
    desk_id ${TEXT} not null,
    staff_id ${TEXT} not null,
    expires_at bigint not null
  );`

const HISTORY = `
  create table events (
    seq bigint primary key,
    type ${TEXT} not null,
    at bigint not null,
    visit_id ${TEXT},
    member_id ${TEXT},
    desk_id ${TEXT},
    verdict ${TEXT},
    reason ${TEXT},
    flags ${TEXT},
    code_end ${TEXT}
  );
  create index refusals_by_member on events (member_id, seq) where type = 'scan_refused';
  create table shift_log (
    seq bigint primary key,
    at bigint not null,
    staff_id ${TEXT} not null,
    kind ${TEXT} not null
  );
  create index shift_log_by_time on shift_log (at);
  create table requests (
    id ${TEXT} primary key,
    body_hash ${TEXT} not null,
    at bigint not null,
    answer ${TEXT} not null
  );
  create table recent_scans (
    code ${TEXT} not null,
    desk_id ${TEXT} not null,
    mode ${TEXT} not null,
    occurred_at bigint not null,
    answer ${TEXT} not null,
    primary key (code, desk_id, mode)
  );`

const PEOPLE = `
  create table desks (
    id ${TEXT} primary key,
    name ${TEXT} not null,
    token_hash ${TEXT} not null unique,
    created_at bigint not null,
    last_seen_at bigint not null,
    removed_at bigint
  );
  create table sign_in_codes (
    code_hash ${TEXT} primary key,
    role ${TEXT} not null,
    name ${TEXT} not null,
    expires_at bigint not null,
    used_at bigint
  );
  create table refresh_tokens (
    id ${TEXT} primary key,
    family ${TEXT} not null,
    subject ${TEXT} not null,
    name ${TEXT} not null,
    role ${TEXT} not null,
    desk_id ${TEXT} not null,
    expires_at bigint not null,
    used_at bigint,
    successor ${TEXT}
  );
  create index refresh_tokens_by_family on refresh_tokens (family);
  create index refresh_tokens_by_subject on refresh_tokens (subject);
  create index refresh_tokens_by_desk on refresh_tokens (desk_id);
  create table sign_ins (
    id ${TEXT} primary key,
    desk_id ${TEXT} not null,
    subject ${TEXT} not null,
    role ${TEXT} not null,
    began_at bigint not null,
    expires_at bigint not null,
    ended_at bigint
  );
  create index sign_ins_by_desk on sign_ins (desk_id, role);
  create table ended_sign_ins (
    family ${TEXT} primary key,
    forget_at bigint not null
  );
  create table staff (
    id ${TEXT} primary key,
    username ${TEXT} not null unique,
    full_name ${TEXT} not null,
    role ${TEXT} not null,
    password_hash ${TEXT} not null,
    pin_hash ${TEXT},
    created_at bigint not null,
    updated_at bigint not null,
    disabled_at bigint
  );
  create table desk_people (
    desk_id ${TEXT} not null,
    staff_id ${TEXT} not null references staff (id),
    password_at bigint not null,
    primary key (desk_id, staff_id)
  );
  create table sign_in_attempts (
    subject ${TEXT} primary key,
    failures bigint not null,
    blocked_until bigint not null,
    window_began_at bigint not null,
    window_failures bigint not null
  );`

/** Append-only, whatever the code above it does. Emptying a table goes past the triggers of its rows. */
const AUDIT = `
  create table audit_log (
    seq bigint primary key,
    at bigint not null,
    entries ${TEXT} not null,
    hash ${TEXT} not null
  );
  create function audit_log_stays() returns trigger language plpgsql as $$
    begin raise exception 'the audit log is append-only'; end $$;
  create trigger audit_rows_stay before update or delete on audit_log
    for each row execute function audit_log_stays();
  create trigger audit_rows_are_kept before truncate on audit_log
    for each statement execute function audit_log_stays();
  create table audit_salts (
    member_id ${TEXT} primary key,
    salt ${TEXT} not null
  );`

const MESSAGES = `
  create table staff_messages (
    id ${TEXT} primary key,
    at bigint not null,
    text ${TEXT} not null,
    from_id ${TEXT} not null,
    from_name ${TEXT} not null,
    desk_id ${TEXT},
    to_desk_id ${TEXT},
    asks_seen bigint not null,
    until bigint,
    ended_at bigint
  );
  create index staff_messages_by_time on staff_messages (at);
  create table staff_message_seen (
    message_id ${TEXT} not null references staff_messages (id) on delete cascade,
    desk_id ${TEXT} not null,
    name ${TEXT} not null,
    at bigint not null,
    primary key (message_id, desk_id)
  );
  create table handover_notes (
    version bigint primary key,
    at bigint not null,
    text ${TEXT} not null,
    author_id ${TEXT} not null,
    author ${TEXT} not null
  );
  create table handover_reads (
    staff_id ${TEXT} primary key,
    version bigint not null
  );`

/**
 * Which members are other ones to a search than they were, in the order of the commits, since writers take turns: each instance reads on
 * from where it was. A row a member, also of one who is gone.
 */
const MEMBER_CHANGES = `
  create sequence member_versions;
  create table member_changes (
    member_id ${TEXT} primary key,
    version bigint not null
  );
  create unique index member_changes_by_version on member_changes (version);
  create function note_member() returns trigger language plpgsql as $$
    begin
      insert into member_changes values (coalesce(new.id, old.id), nextval('member_versions'))
      on conflict (member_id) do update set version = excluded.version;
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
const SHARED = `
  create table people_state (
    id smallint primary key check (id = 1),
    version bigint not null
  );
  insert into people_state values (1, 0);
  create function count_people_change() returns trigger language plpgsql as $$
    begin update people_state set version = version + 1; return null; end $$;
  create trigger staff_changed after insert or update or delete on staff
    for each statement execute function count_people_change();
  create trigger desks_changed after insert or update of name, removed_at on desks
    for each statement execute function count_people_change();
  create trigger sign_in_ended after insert or delete on ended_sign_ins
    for each statement execute function count_people_change();
  create sequence notice_versions;
  create table notices (
    version bigint primary key,
    kind ${TEXT} not null,
    subject ${TEXT} not null,
    written_by ${TEXT} not null,
    written_at bigint not null
  );
  create function note_change() returns trigger language plpgsql as $$
    begin
      insert into notices values (
        nextval('notice_versions'), tg_argv[0], to_jsonb(new) ->> tg_argv[1],
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
    desk_id ${TEXT} primary key,
    session ${TEXT} not null,
    began_at bigint not null,
    ended_at bigint
  );
  create trigger desk_session_began after insert or update on desk_sessions
    for each row execute function note_change('desk', 'desk_id');`
