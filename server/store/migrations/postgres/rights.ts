import { SITE, TEXT } from './columns.ts'

export const RIGHTS = `
  create table periods (
    ${SITE},
    member_id ${TEXT} not null,
    id ${TEXT} not null,
    starts_on ${TEXT},
    ends_on ${TEXT},
    counts_from ${TEXT},
    visits bigint,
    visits_left bigint check (visits_left >= 0),
    follows ${TEXT},
    made_at bigint not null,
    cancelled_at bigint,
    constraint packs_count_both check ((visits is null) = (visits_left is null)),
    primary key (site_id, member_id, id),
    foreign key (site_id, member_id) references members (site_id, id) on delete cascade
  );
  create table freezes (
    ${SITE},
    member_id ${TEXT} not null,
    id ${TEXT} not null,
    starts_on ${TEXT},
    ends_on ${TEXT},
    ended_on ${TEXT},
    gives_back bigint not null,
    reason ${TEXT} not null,
    made_at bigint not null,
    made_by ${TEXT} not null,
    cancelled_at bigint,
    primary key (site_id, member_id, id),
    foreign key (site_id, member_id) references members (site_id, id) on delete cascade
  );
  alter table visits add column period_id ${TEXT};`

/** Of every gym: whoever owns the table sees all rows while it is not forced to be one gym's. */
export const RIGHTS_OF_BEFORE = `
  alter table members no force row level security;
  insert into periods (site_id, member_id, id, starts_on, ends_on, visits, visits_left, made_at)
    select site_id, id, id, valid_from, valid_until, visits_left, visits_left, created_at from members;
  insert into freezes (site_id, member_id, id, starts_on, ends_on, gives_back, reason, made_at, made_by)
    select site_id, id, id, frozen_from, frozen_until, 0, '', updated_at, '' from members
    where coalesce(frozen_from, frozen_until) is not null;
  alter table members force row level security;
  alter table members drop column valid_from, drop column valid_until, drop column visits_left,
    drop column frozen_from, drop column frozen_until;`

/** Hubs of before ask members for what is not there any more. */
export const RIGHTS_REACH = `insert into schema_reach values ('0016-rights', '0016-rights');`
