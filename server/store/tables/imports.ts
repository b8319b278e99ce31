/** What the columns of another product's files mean, under a name. */
export interface SavedMappingsTable {
  /** The name in small letters. */
  key: string
  name: string
  /** JSON of an `ImportMapping`. */
  mapping: string
  made_at: number
  made_by: string
}

/** A plan that came with a change, to go with it. */
export interface MadePlansTable {
  change_id: string
  plan_id: string
}
