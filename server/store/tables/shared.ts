import type { Generated } from 'kysely'

/** The gyms that share a database of PostgreSQL. */
export interface SitesTable {
  id: Generated<number>
  /** What `hub serve --site` calls it. */
  name: string
  created_at: number
}

/** The changes of who may do what, counted. Only where several hubs share a database. */
export interface PeopleStateTable {
  id: 1
  version: number
}

type NoticeKind = 'message' | 'handover' | 'desk'

/** What else is new to the desks of every hub. */
export interface NoticesTable {
  version: number
  kind: NoticeKind
  /** The id of what is new. */
  subject: string
  /** The hub that wrote it. */
  written_by: string
  written_at: number
}

/** Where each desk is connected, or was last. */
export interface DeskSessionsTable {
  desk_id: string
  session: string
  /** Where it is higher, the socket is newer. */
  rank: number
  began_at: number
  /** Null while it is connected. */
  ended_at: number | null
}
