import { SITE, TEXT } from './columns.ts'

export const STATE = `
  create table hub_state (
    ${SITE},
    id smallint not null check (id = 1),
    epoch ${TEXT} not null,
    seq bigint not null,
    occupancy bigint not null check (occupancy >= 0),
    unregistered bigint not null default 0,
    corrected_at bigint,
    audit_seq bigint not null default 0,
    audit_hash ${TEXT} not null default '',
    filed_seq bigint not null default 0,
    trusted_at bigint,
    trusted_since bigint not null default 0,
    primary key (site_id, id),
    foreign key (site_id) references sites (id)
  );
  create table day_stats (
    ${SITE},
    business_day ${TEXT} not null,
    check_ins bigint not null,
    ended_stays bigint not null,
    stay_ms bigint not null,
    primary key (site_id, business_day)
  );
  create table half_hours (
    ${SITE},
    business_day ${TEXT} not null,
    slot bigint not null,
    inside bigint not null,
    primary key (site_id, business_day, slot)
  );
  create table corrections (
    ${SITE},
    seq bigint not null,
    at bigint not null,
    counted bigint not null,
    registered bigint not null,
    reason ${TEXT},
    staff_id ${TEXT},
    primary key (site_id, seq)
  );`

/** What is asked of a text by a function has a column of its own: behind row-level security an index serves no function that may tell of rows. */
export const MEMBERS = `
  create table members (
    ${SITE},
    id ${TEXT} not null,
    full_name ${TEXT} not null,
    folded_name ${TEXT} not null generated always as (lower(full_name)) stored,
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
    updated_at bigint not null,
    primary key (site_id, id)
  );
  create index members_by_name on members (site_id, folded_name);
  create table credentials (
    ${SITE},
    code ${TEXT} not null,
    code_end ${TEXT} not null generated always as (right(code, 4)) stored,
    member_id ${TEXT} not null,
    created_at bigint not null,
    revoked_at bigint,
    primary key (site_id, code),
    foreign key (site_id, member_id) references members (site_id, id)
  );
  create index credentials_by_member on credentials (site_id, member_id);
  create index credentials_by_end on credentials (site_id, code_end);
  create table imported_members (
    ${SITE},
    member_id ${TEXT} not null,
    version ${TEXT} not null,
    primary key (site_id, member_id),
    foreign key (site_id, member_id) references members (site_id, id) on delete cascade
  );
  create table member_notes (
    ${SITE},
    member_id ${TEXT} not null,
    id ${TEXT} not null,
    alert bigint not null,
    text ${TEXT} not null,
    author ${TEXT} not null,
    at bigint not null,
    until ${TEXT},
    ended_at bigint,
    primary key (site_id, member_id, id),
    foreign key (site_id, member_id) references members (site_id, id) on delete cascade
  );`

/**
 * The visits of a member need no table of their own here: an index costs a check-in no page of its own in the log. Who asks a view
 * is bound by their own site, not by its owner's.
 */
export const VISITS = `
  create table visits (
    ${SITE},
    id ${TEXT} not null,
    member_id ${TEXT} not null,
    location ${TEXT} not null,
    notes ${TEXT} not null,
    desk_id ${TEXT} not null,
    check_in_at bigint not null,
    check_in_seq bigint not null,
    took_visit bigint not null,
    check_out_at bigint,
    check_out_notes ${TEXT},
    closed_by ${TEXT},
    constraint closed_visits_say_how check ((check_out_at is null) = (closed_by is null)),
    primary key (site_id, id),
    foreign key (site_id, member_id) references members (site_id, id)
  );
  create unique index one_open_visit on visits (site_id, member_id) where check_out_at is null;
  create index undone_visits on visits (site_id, member_id) where closed_by = 'undo';
  create index visits_by_member on visits (site_id, member_id, check_in_at, id);
  create view filed_visits with (security_invoker) as
    select member_id, check_in_at, id as visit_id from visits;
  create view recent_visits with (security_invoker) as
    select member_id, check_in_at, visit_id from filed_visits where false;
  create table closings (
    ${SITE},
    visit_id ${TEXT} not null,
    member_id ${TEXT} not null,
    closed_at bigint not null,
    outcome ${TEXT},
    reviewed_at bigint,
    primary key (site_id, visit_id),
    foreign key (site_id, visit_id) references visits (site_id, id)
  );
  create index closings_to_review on closings (site_id, member_id, closed_at) where outcome is null;
  create table overrides (
    ${SITE},
    visit_id ${TEXT} not null,
    at bigint not null,
    refusal ${TEXT} not null,
    reason ${TEXT} not null,
    staff_id ${TEXT} not null,
    approved_by ${TEXT},
    standing_id ${TEXT},
    primary key (site_id, visit_id, refusal)
  );
  create table standing_overrides (
    ${SITE},
    id ${TEXT} not null,
    member_id ${TEXT} not null,
    refusal ${TEXT} not null,
    until_day ${TEXT} not null,
    reason ${TEXT} not null,
    given_at bigint not null,
    staff_id ${TEXT} not null,
    approved_by ${TEXT},
    visit_id ${TEXT} not null,
    ended_at bigint,
    ended_by ${TEXT},
    primary key (site_id, id)
  );
  create index standing_overrides_by_member on standing_overrides (site_id, member_id);
  create table approvals (
    ${SITE},
    secret_hash ${TEXT} not null,
    desk_id ${TEXT} not null,
    staff_id ${TEXT} not null,
    expires_at bigint not null,
    primary key (site_id, secret_hash)
  );`

export const HISTORY = `
  create table events (
    ${SITE},
    seq bigint not null,
    type ${TEXT} not null,
    at bigint not null,
    visit_id ${TEXT},
    member_id ${TEXT},
    desk_id ${TEXT},
    verdict ${TEXT},
    reason ${TEXT},
    flags ${TEXT},
    code_end ${TEXT},
    primary key (site_id, seq)
  );
  create index refusals_by_member on events (site_id, member_id, seq) where type = 'scan_refused';
  create table shift_log (
    ${SITE},
    seq bigint not null,
    at bigint not null,
    staff_id ${TEXT} not null,
    kind ${TEXT} not null,
    primary key (site_id, seq)
  );
  create index shift_log_by_time on shift_log (site_id, at);
  create table requests (
    ${SITE},
    id ${TEXT} not null,
    body_hash ${TEXT} not null,
    at bigint not null,
    answer ${TEXT} not null,
    primary key (site_id, id)
  );
  create table recent_scans (
    ${SITE},
    code ${TEXT} not null,
    desk_id ${TEXT} not null,
    mode ${TEXT} not null,
    occurred_at bigint not null,
    answer ${TEXT} not null,
    primary key (site_id, code, desk_id, mode)
  );`
