import { findCardHolder, listCardHolders, type CardHolder } from './card-holders.ts'
import type { Tx } from './database.ts'
import { isPostgres } from './dialect.ts'
import { findComingMember, listComingMembers, type ComingMember } from './members.ts'
import { listRecentScans, scanOf, type RecentScan, type ScanKey } from './recent-scans.ts'
import { byKey } from './prepared.ts'
import type { RequestHorizon } from './request-horizon.ts'
import { findRequest, insertRequest, listRequests, type RequestRow } from './requests.ts'
import { findVisitWithMember, listVisitsWithMember, type VisitWithMember } from './visits.ts'

/** What a command will ask of the database first. */
export interface FactKeys {
  requestId?: string | undefined
  /** Of a member who comes in by their id. */
  memberId?: string
  /** Of a visit that ends. */
  visitId?: string
  /** Of a card that is scanned, the code normalised. */
  scan?: ScanKey
}

/** Below so many commands a statement for each costs less than one for all, where no network is in between. */
const WORTH_READING_AHEAD = 2

/** Facts by key as they were read ahead; undefined of a key that is not in the database. */
type Ahead<Fact> = Map<string, Fact | undefined>

/**
 * What the commands of a group ask of the database: read for all of them at once, before the first of them decides. What one of
 * them has changed meanwhile, and what nobody said before, is read when it is asked for; so an answer is always that of the
 * open transaction.
 */
export class GroupFacts {
  readonly #tx: Tx
  /** The gym's day, YYYY-MM-DD: what holds on another day is not read ahead. */
  readonly #today: string
  readonly #horizon: RequestHorizon
  readonly #requests: Ahead<RequestRow> = new Map()
  readonly #coming: Ahead<ComingMember> = new Map()
  readonly #visits: Ahead<VisitWithMember> = new Map()
  readonly #holders: Ahead<CardHolder> = new Map()
  readonly #scans: Ahead<RecentScan[]> = new Map()
  /** Members of whom something was written since. */
  readonly #changed = new Set<string>()

  constructor(tx: Tx, today: string, horizon: RequestHorizon) {
    this.#tx = tx
    this.#today = today
    this.#horizon = horizon
  }

  async readAhead(keys: readonly FactKeys[]): Promise<void> {
    const tx = this.#tx
    if (keys.length < WORTH_READING_AHEAD && !isPostgres(tx)) return
    const today = this.#today
    const all = <Key>(keyOf: (key: FactKeys) => Key | undefined): Key[] => [
      ...new Set(keys.flatMap((key) => keyOf(key) ?? [])),
    ]
    const scan = all(({ scan }) => scan?.code)
    await Promise.all([
      fill(
        this.#requests,
        all(({ requestId }) => requestId).filter((id) => this.#horizon.mayKnow(id)),
        async (ids) => byKey(await listRequests(tx, ids), ({ id }) => id),
      ),
      fill(
        this.#coming,
        all(({ memberId }) => memberId),
        async (ids) => byKey(await listComingMembers(tx, { ids, today }), ({ id }) => id),
      ),
      fill(
        this.#visits,
        all(({ visitId }) => visitId),
        async (ids) => byKey(await listVisitsWithMember(tx, ids), ({ id }) => id),
      ),
      fill(this.#holders, scan, (codes) => listCardHolders(tx, codes, today)),
      fill(this.#scans, scan, async (codes) =>
        Map.groupBy(await listRecentScans(tx, codes), ({ code }) => code),
      ),
    ])
  }

  /** What was read of this member is old from now on. */
  memberChanged(memberId: string): void {
    this.#changed.add(memberId)
  }

  /** All that was read is old from now on: something was written that does not say of whom. */
  forget(): void {
    for (const ahead of [this.#requests, this.#coming, this.#visits, this.#holders, this.#scans])
      ahead.clear()
  }

  request(id: string): Promise<RequestRow | undefined> {
    if (!this.#horizon.mayKnow(id)) return Promise.resolve(undefined)
    return this.#ask(this.#requests, id, nobody, () => findRequest(this.#tx, id))
  }

  /** Keeps the first answer to a request. */
  rememberRequest(request: RequestRow): void {
    insertRequest(this.#tx, request)
    this.#horizon.reach(request.id)
  }

  /** As `findComingMember` reads them. */
  comingMember(id: string, today: string): Promise<ComingMember | undefined> {
    const read = () => findComingMember(this.#tx, { id, today })
    return today === this.#today ? this.#ask(this.#coming, id, (member) => member.id, read) : read()
  }

  visit(id: string): Promise<VisitWithMember | undefined> {
    return this.#ask(
      this.#visits,
      id,
      (visit) => visit.member_id,
      () => findVisitWithMember(this.#tx, id),
    )
  }

  /** As `findCardHolder` reads them. */
  cardHolder(code: string, today: string): Promise<CardHolder | undefined> {
    const read = () => findCardHolder(this.#tx, code, today)
    return today === this.#today ? this.#ask(this.#holders, code, ({ member }) => member.id, read) : read()
  }

  /** The last scan that counts as the same one. */
  async recentScan(key: ScanKey): Promise<RecentScan | undefined> {
    const read = () => listRecentScans(this.#tx, [key.code])
    return scanOf(key, (await this.#ask(this.#scans, key.code, nobody, read)) ?? [])
  }

  /** What was read ahead is good for the first who asks: the second may ask of what the first has written. */
  #ask<Fact>(
    ahead: Ahead<Fact>,
    key: string,
    memberOf: (fact: Fact) => string | null,
    read: () => Promise<Fact | undefined>,
  ): Promise<Fact | undefined> {
    if (!ahead.has(key)) return read()
    const fact = ahead.get(key)
    ahead.delete(key)
    const memberId = fact === undefined ? null : memberOf(fact)
    return memberId !== null && this.#changed.has(memberId) ? read() : Promise.resolve(fact)
  }
}

function nobody(): null {
  return null
}

async function fill<Fact>(
  ahead: Ahead<Fact>,
  keys: readonly string[],
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Fact>>,
): Promise<void> {
  if (keys.length === 0) return
  const found = await read(keys)
  for (const key of keys) ahead.set(key, found.get(key))
}
