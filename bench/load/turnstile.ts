import { newTimeOrderedId } from '../../server/platform/uuid-v7.ts'
import type { ReadFrame } from './frames.ts'

/** Where the members of the load come in. */
export const LOCATION = 'Front desk'

/** What a server has acknowledged: to be found in its database when it has stopped. */
export interface Acknowledged {
  checkIns: { visitId: string; memberId: string }[]
  checkOuts: string[]
}

/** The members of one desk: all come in, one after the other, then all leave, and so on for ever. */
export class Turnstile {
  readonly acknowledged: Acknowledged = { checkIns: [], checkOuts: [] }
  readonly #members: readonly string[]
  /** The open visit of each member, by their place in the list. */
  readonly #visits: (string | undefined)[]
  readonly #asked = new Map<string, number>()
  #next = 0

  /** Takes at least two members for each command that will be outstanding, so that none is asked for too early. */
  constructor(members: readonly string[]) {
    this.#members = members
    this.#visits = new Array<string | undefined>(members.length)
  }

  get outstanding(): number {
    return this.#asked.size
  }

  /** The next command, as text. */
  nextCommand(): string {
    const index = this.#next
    this.#next = (index + 1) % this.#members.length
    const requestId = newTimeOrderedId()
    this.#asked.set(requestId, index)
    const visit = this.#visits[index]
    return visit === undefined
      ? `{"type":"check_in","requestId":"${requestId}","payload":{"memberId":"${this.#members[index] ?? ''}","location":"${LOCATION}"}}`
      : `{"type":"check_out","requestId":"${requestId}","payload":{"checkInId":"${visit}"}}`
  }

  /** Takes an answer; throws where it answers nothing that was asked, or asked only once. */
  answered({ type, requestId = '', payload }: ReadFrame): void {
    const index = this.#asked.get(requestId)
    if (index === undefined) throw new Error(`The server answered ${requestId} twice, or nobody asked it.`)
    this.#asked.delete(requestId)
    const visitId = payload?.id ?? ''
    if (type === 'check_in_success') {
      this.#visits[index] = visitId
      this.acknowledged.checkIns.push({ visitId, memberId: this.#members[index] ?? '' })
    } else {
      this.#visits[index] = undefined
      this.acknowledged.checkOuts.push(visitId)
    }
  }
}
