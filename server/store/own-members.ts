import { sql } from 'kysely'

/** True of the members of this gym: a row is also kept of who was deleted, and of members of other gyms who come here. */
export const IS_MEMBER = sql<boolean>`(members.deleted_at is null and members.home_gym is null)`

/** What is shown beside a name: the plan, or of whom the visitor is a member. */
export const SHOWN_PLAN = sql<string | null>`coalesce(members.home_gym, members.membership_type)`
