/** What the gym sells. */
export interface PlansTable {
  id: string
  /** Its place in the catalogue; the smaller comes first. */
  position: number
  created_at: number
  /** Since when it is no longer sold, or null. */
  retired_at: number | null
}

/** What a plan was at a time: it is changed by its next version. */
export interface PlanVersionsTable {
  plan_id: string
  /** 1 for the first. */
  version: number
  name: string
  /** JSON of `PlanTerms`. */
  terms: string
  made_at: number
  /** The id of who made it; of one that came in an archive, of the change that brought it. */
  made_by: string
}
