import { MemberIndex, type MatchedMember, type SearchableMember } from '../../domain/search/member-index.ts'

/** Who came in or left, and whether they are inside now. */
type Move = readonly [id: string, isInside: boolean]

/** What becomes of the members: some are new or other ones and some gone; all who are inside; some came in or left. */
export type NameChange =
  | { change: 'members'; members: readonly SearchableMember[]; gone: readonly string[] }
  | { change: 'inside'; ids: readonly string[] }
  | { change: 'moves'; moves: readonly Move[] }

/** The names of all members, wherever they are kept. */
export interface NameIndex {
  /** Never throws. */
  tell: (change: NameChange) => void
  /** The best `limit` members, by all that was told before; rejects where the names are lost. */
  search: (query: string, limit: number) => Promise<MatchedMember[]>
  /** True where the names are lost, or are more than it is for: another index has to be told all of them. */
  readonly isSpent: boolean
  close: () => Promise<void>
}

/** Up to so many names, in the thread that asks. */
export function nameIndexHere(mostNames: number): NameIndex {
  const index = new MemberIndex()
  return {
    tell: (change) => takeChange(index, change),
    search: (query, limit) => Promise.resolve(index.search(query, limit)),
    get isSpent() {
      return index.size > mostNames
    },
    close: () => Promise.resolve(),
  }
}

export function takeChange(index: MemberIndex, told: NameChange): void {
  switch (told.change) {
    case 'members':
      for (const id of told.gone) index.remove(id)
      for (const member of told.members) index.put(member)
      return
    case 'inside':
      index.setInside(told.ids)
      return
    case 'moves':
      for (const [id, isInside] of told.moves) index.markInside(id, isInside)
  }
}
