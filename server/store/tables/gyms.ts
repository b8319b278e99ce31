/** Under which ids other gyms know a member of this one. */
export interface AwayMembersTable {
  /** The row of the visitor over there. */
  visitor_id: string
  member_id: string
  /** The other gym, as `hub serve --site` calls it. */
  gym: string
}

/** What this gym has set that holds for its members at other gyms, too. Only where several gyms share a database. */
export interface GymTermsTable {
  id: 1
  /** What people call it. */
  name: string
  grace_days: number
  debt_allowed_cents: number
}
