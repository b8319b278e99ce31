import { WebSocket as NodeSocket } from 'ws'
import { HubConnection } from '../../../renderer/services/connection.ts'
import type { ScanResultPayload } from '../../../server/protocol/server-frames.ts'
import { sha256 } from '../../../server/platform/sha256.ts'
import type { Random } from '../../support/random.ts'

interface Member {
  id: string
  card: string
}

interface DesksParts {
  ws: string
  /** The certificate that they trust, PEM. */
  certificate: string
  token: string
  count: number
  members: readonly Member[]
  random: Random
  /** Scans of all desks together. */
  perSecond: number
}

/** What desks were told: the visits that began and ended, by their ids. */
interface Told {
  began: string[]
  ended: string[]
  /** Answers that a scan of a member who is outside, or inside, should not have. */
  strange: ScanResultPayload[]
}

/** Desks of the product's own code that scan as steadily as a busy chain does. */
export interface BusyDesks {
  told: Told
  /** From each scan to its answer, milliseconds. */
  answerMs: number[]
  /** Sockets that were refused before they were open. */
  failedKnocks: () => number
  /** True where every desk is live and knows the history up to this number. */
  areAt: (seq: number) => boolean
  /** The visits of those who are inside, as each desk shows them. */
  inside: () => string[]
  /** No more scans; resolves when each was answered. */
  stop: () => Promise<void>
  disconnect: () => void
}

const timers = {
  now: () => Date.now(),
  setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms) as unknown as number,
  clearTimeout: (timer: number) => clearTimeout(timer),
}

/** The same for the same ids, in whatever order. */
export function fingerprintOf(ids: readonly string[]): string {
  return `${ids.length} ids, ${sha256([...ids].sort().join(' '))}`
}

/** Connects them; resolves when all are live. */
export async function openBusyDesks(parts: DesksParts): Promise<BusyDesks> {
  const { ws, certificate, token, count, members, random, perSecond } = parts
  let failedKnocks = 0
  const createSocket = (address: string): WebSocket => {
    const socket = new NodeSocket(address, { ca: certificate })
    let isOpen = false
    socket.on('error', () => undefined)
    socket.on('open', () => (isOpen = true))
    socket.on('close', () => (failedKnocks += isOpen ? 0 : 1))
    return socket as unknown as WebSocket
  }
  const desks = Array.from({ length: count }, () => new HubConnection({ address: ws, createSocket, timers }))
  await Promise.all(desks.map((desk) => desk.connect(token)))

  const told: Told = { began: [], ended: [], strange: [] }
  const answerMs: number[] = []
  const waiting = new Set<Promise<void>>()
  const idle = [...members]
  const insideNow = new Set<string>()
  const scanNext = (): void => {
    const member = idle.shift()
    // All of them wait for an answer: the hubs are away.
    if (member === undefined) return
    const mode = insideNow.has(member.id) ? 'out' : 'in'
    const askedAt = performance.now()
    const scan = random.pick(desks).scan(member.card, { mode })
    const settled = scan.then((result) => {
      answerMs.push(performance.now() - askedAt)
      note(result, mode)
      if (mode === 'in') insideNow.add(member.id)
      else insideNow.delete(member.id)
      idle.push(member)
      waiting.delete(settled)
    })
    waiting.add(settled)
  }
  const note = (result: ScanResultPayload, mode: 'in' | 'out'): void => {
    const { reason, visit } = result
    if (visit && mode === 'in' && reason === 'ok_in') told.began.push(visit.id)
    else if (visit && mode === 'out' && reason === 'ok_out') told.ended.push(visit.id)
    else told.strange.push(result)
  }
  const scans = setInterval(scanNext, 1000 / perSecond)
  return {
    told,
    answerMs,
    failedKnocks: () => failedKnocks,
    areAt: (seq) => desks.every(({ isConnected, desk }) => isConnected && (desk.position?.seq ?? -1) >= seq),
    inside: () => desks.map(({ desk }) => fingerprintOf([...desk.present.values()].map(({ id }) => id))),
    async stop() {
      clearInterval(scans)
      while (waiting.size > 0) await Promise.all(waiting)
    },
    disconnect: () => desks.forEach((desk) => desk.disconnect()),
  }
}
