import { v7 as uuidv7 } from 'uuid'
import { WebSocket } from 'ws'
import type { Frame } from '../../support/client/desk.ts'
import type { Random } from '../../support/random.ts'

interface Operation {
  frame: { type: string; requestId: string; payload: object }
  /** The first answer that said it was done, or null while none came. */
  answer: Frame | null
}

/** What the desks of a run sent and what they were answered: their side of the story, kept over every crash. */
export interface Ledger {
  operations: Map<string, Operation>
  /** Visits that the desks believe open: by member. */
  open: Map<string, string>
  /** Answers that contradict an earlier one to the same request. */
  contradictions: string[]
  acknowledged: () => number
}

export function newLedger(): Ledger {
  const operations = new Map<string, Operation>()
  return {
    operations,
    open: new Map(),
    contradictions: [],
    acknowledged: () => [...operations.values()].filter(({ answer }) => answer !== null).length,
  }
}

interface DesksParts {
  ws: string
  token: string
  ledger: Ledger
  random: Random
  members: readonly { id: string; card: string }[]
  /** Ends the load: the hub is about to be killed, or did what was to be seen. */
  onAnswer: (frame: Frame) => void
  /** Notes of a check-in. */
  notes?: string
}

/** Commands that a desk has under way at a time. */
const OUTSTANDING = 6

/** Answers of before that are asked for again after a restart: they must be the same. */
const ASKED_AGAIN = 5

/** How soon a desk asks again where the hub could not write. */
const ASKED_AGAIN_MS = 50

/** Desks that send check-ins, check-outs and scans as fast as they are answered, until the socket closes. */
export function openDesks(count: number, parts: DesksParts): { closed: Promise<void>; close: () => void } {
  const waiting = [...parts.ledger.operations.values()].filter(({ answer }) => answer === null)
  const sockets = Array.from({ length: count }, (_, desk) => {
    const mine = waiting.filter((_operation, index) => index % count === desk)
    return openDesk(parts, mine)
  })
  return {
    closed: Promise.all(sockets.map(({ closed }) => closed)).then(() => undefined),
    close: () => sockets.forEach(({ close }) => close()),
  }
}

function openDesk(parts: DesksParts, waiting: Operation[]) {
  const { ws, token, ledger, random } = parts
  const socket = new WebSocket(`${ws}?token=${token}`)
  const answered = [...ledger.operations.values()].filter(({ answer }) => answer !== null)
  const again = Array.from({ length: Math.min(ASKED_AGAIN, answered.length) }, () => random.pick(answered))
  const send = (operation: Operation): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(operation.frame))
  }
  socket.on('open', () => {
    for (const operation of [...waiting, ...again]) send(operation)
    for (let sent = 0; sent < OUTSTANDING; sent += 1) send(nextOperation(parts))
  })
  socket.on('message', (data) => {
    const frame = JSON.parse((data as Buffer).toString()) as Frame
    const operation = frame.requestId === undefined ? undefined : ledger.operations.get(frame.requestId)
    if (operation) {
      const isNew = operation.answer === null
      take(ledger, operation, frame)
      // Where the hub cannot write, a desk asks for the same again, a moment later.
      if (operation.answer === null) setTimeout(() => send(operation), ASKED_AGAIN_MS)
      else if (isNew) send(nextOperation(parts))
    }
    parts.onAnswer(frame)
  })
  socket.on('error', () => socket.terminate())
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return { closed, close: () => socket.terminate() }
}

function nextOperation({ ledger, random, members, notes }: DesksParts): Operation {
  const member = random.pick(members)
  const visit = ledger.open.get(member.id)
  const requestId = uuidv7()
  const frame =
    random.below(4) === 0
      ? { type: 'scan', requestId, payload: { code: member.card } }
      : visit === undefined
        ? { type: 'check_in', requestId, payload: { memberId: member.id, ...(notes && { notes }) } }
        : { type: 'check_out', requestId, payload: { checkInId: visit } }
  const operation = { frame, answer: null }
  ledger.operations.set(requestId, operation)
  return operation
}

/** Keeps an answer that is final; a second one to the same request must say the same. */
function take(ledger: Ledger, operation: Operation, frame: Frame): void {
  if (frame.payload?.retryable === true) return
  const before = operation.answer
  if (before) {
    const [first, second] = [before, frame].map((answer) => JSON.stringify(answer.payload))
    if (first !== second) ledger.contradictions.push(`${operation.frame.requestId}: ${first} and ${second}`)
    return
  }
  operation.answer = frame
  const visit = frame.type === 'scan_result' ? frame.payload.visit : frame.payload
  if (frame.type === 'check_in_success' || frame.payload?.reason === 'ok_in') {
    ledger.open.set(visit.member.id, visit.id)
  }
  if (frame.type === 'check_out_success' || frame.payload?.reason === 'ok_out') {
    ledger.open.delete(visit.member.id)
  }
}
