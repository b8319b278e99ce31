import { z } from 'zod'

const uuid = z.guid().toLowerCase()

/** What of a member can be touched by itself after a change, and is kept then when the change is taken back. */
export type KeptThing =
  | 'full_name'
  | 'phone'
  | 'email'
  | 'birthday'
  | 'suspended'
  | 'plan'
  | 'debt'
  | 'notes'
  | 'cards'
  | 'photo'
  | 'visits'
  | 'overrides'
  | 'proposals'
  /** Anything else of a member who came with the change. */
  | 'edited'

/** A change of many members that can be taken back: an import. */
export interface MadeChange {
  id: string
  kind: 'import'
  /** ISO 8601. */
  made_time: string
  made_by: string | null
  /** Members whom it has added, and those who were here and whom it has changed. */
  added: number
  changed: number
  /** `undoing` where taking it back has begun and is not through: asked again, it goes on. */
  state: 'made' | 'undoing' | 'undone'
  /** True for one that is not at its end: where its hub is gone, it is taken back by itself. */
  is_going: boolean
  removed: number
  restored: number
  kept: number
}

/** A member who keeps something that was touched since. */
export interface KeptMember {
  memberId: string
  full_name: string
  things: KeptThing[]
}

/** What becomes of some of a change's members, or has become. */
export interface UndonePart {
  /** Where the next part begins; null where none is left. */
  next: string | null
  /** Who came with the change and is gone with it. */
  removed: number
  /** Who is as they were before it. */
  restored: number
  /** Who keeps something. What else the change has made of them goes back, but for those who came with it: they stay whole. */
  kept: KeptMember[]
  /** Absent where no plan came with the change. */
  plans?: UndonePlans
}

/** The plans that came with a change and are here, by their names. */
export interface UndonePlans {
  made: string[]
  /** Those that stay, so far as is known: somebody has them, or they were changed, retired or sold since. The others go with the last part. */
  kept: string[]
}

/** What parts say of plans, as one: a plan that one of them keeps is kept. */
export function joinedPlans(all: UndonePlans | undefined, part = all): Pick<UndonePart, 'plans'> {
  if (!part) return {}
  return { plans: { made: part.made, kept: [...new Set([...(all?.kept ?? []), ...part.kept])] } }
}

/** Those that go. */
export const plansGone = ({ made, kept }: UndonePlans): string[] =>
  made.filter((name) => !kept.includes(name))

export const undonePreview = z.object({
  id: uuid,
  /** Where this part begins, as the one before has said. */
  after: uuid.optional(),
})

export const undoneManyChange = z.object({ id: uuid })
