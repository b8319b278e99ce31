import { SITE, TEXT } from './columns.ts'

export const PEOPLE = `
  create table desks (
    ${SITE},
    id ${TEXT} not null,
    name ${TEXT} not null,
    token_hash ${TEXT} not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    removed_at bigint,
    primary key (site_id, id),
    unique (site_id, token_hash)
  );
  create table sign_in_codes (
    ${SITE},
    code_hash ${TEXT} not null,
    role ${TEXT} not null,
    name ${TEXT} not null,
    expires_at bigint not null,
    used_at bigint,
    primary key (site_id, code_hash)
  );
  create table refresh_tokens (
    ${SITE},
    id ${TEXT} not null,
    family ${TEXT} not null,
    subject ${TEXT} not null,
    name ${TEXT} not null,
    role ${TEXT} not null,
    desk_id ${TEXT} not null,
    expires_at bigint not null,
    used_at bigint,
    successor ${TEXT},
    primary key (site_id, id)
  );
  create index refresh_tokens_by_family on refresh_tokens (site_id, family);
  create index refresh_tokens_by_subject on refresh_tokens (site_id, subject);
  create index refresh_tokens_by_desk on refresh_tokens (site_id, desk_id);
  create table sign_ins (
    ${SITE},
    id ${TEXT} not null,
    desk_id ${TEXT} not null,
    subject ${TEXT} not null,
    role ${TEXT} not null,
    began_at bigint not null,
    expires_at bigint not null,
    ended_at bigint,
    primary key (site_id, id)
  );
  create index sign_ins_by_desk on sign_ins (site_id, desk_id, role);
  create table ended_sign_ins (
    ${SITE},
    family ${TEXT} not null,
    forget_at bigint not null,
    primary key (site_id, family)
  );
  create table staff (
    ${SITE},
    id ${TEXT} not null,
    username ${TEXT} not null,
    full_name ${TEXT} not null,
    role ${TEXT} not null,
    password_hash ${TEXT} not null,
    pin_hash ${TEXT},
    created_at bigint not null,
    updated_at bigint not null,
    disabled_at bigint,
    primary key (site_id, id),
    unique (site_id, username)
  );
  create table desk_people (
    ${SITE},
    desk_id ${TEXT} not null,
    staff_id ${TEXT} not null,
    password_at bigint not null,
    primary key (site_id, desk_id, staff_id),
    foreign key (site_id, staff_id) references staff (site_id, id)
  );
  create table sign_in_attempts (
    ${SITE},
    subject ${TEXT} not null,
    failures bigint not null,
    blocked_until bigint not null,
    window_began_at bigint not null,
    window_failures bigint not null,
    primary key (site_id, subject)
  );`

/** Append-only, whatever the code above it does. Emptying a table goes past the triggers of its rows. */
export const AUDIT = `
  create table audit_log (
    ${SITE},
    seq bigint not null,
    at bigint not null,
    entries ${TEXT} not null,
    hash ${TEXT} not null,
    primary key (site_id, seq)
  );
  create function audit_log_stays() returns trigger language plpgsql as $$
    begin raise exception 'the audit log is append-only'; end $$;
  create trigger audit_rows_stay before update or delete on audit_log
    for each row execute function audit_log_stays();
  create trigger audit_rows_are_kept before truncate on audit_log
    for each statement execute function audit_log_stays();
  create table audit_salts (
    ${SITE},
    member_id ${TEXT} not null,
    salt ${TEXT} not null,
    primary key (site_id, member_id)
  );`

export const MESSAGES = `
  create table staff_messages (
    ${SITE},
    id ${TEXT} not null,
    at bigint not null,
    text ${TEXT} not null,
    from_id ${TEXT} not null,
    from_name ${TEXT} not null,
    desk_id ${TEXT},
    to_desk_id ${TEXT},
    asks_seen bigint not null,
    until bigint,
    ended_at bigint,
    primary key (site_id, id)
  );
  create index staff_messages_by_time on staff_messages (site_id, at);
  create table staff_message_seen (
    ${SITE},
    message_id ${TEXT} not null,
    desk_id ${TEXT} not null,
    name ${TEXT} not null,
    at bigint not null,
    primary key (site_id, message_id, desk_id),
    foreign key (site_id, message_id) references staff_messages (site_id, id) on delete cascade
  );
  create table handover_notes (
    ${SITE},
    version bigint not null,
    at bigint not null,
    text ${TEXT} not null,
    author_id ${TEXT} not null,
    author ${TEXT} not null,
    primary key (site_id, version)
  );
  create table handover_reads (
    ${SITE},
    staff_id ${TEXT} not null,
    version bigint not null,
    primary key (site_id, staff_id)
  );`
