import { v7 as uuidv7 } from 'uuid'
import { expect, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Frame } from '../../support/client/desk.ts'
import type { HubProcess } from '../../support/hub/hub.ts'

/** How long a desk waits for an answer before its test fails. */
const PATIENCE_MS = 20_000

/** A desk that goes about its work while others attack: it asks, waits for its answer, and asks again. */
export interface WorkingDesk {
  ask: (type: string, payload?: object) => Promise<Frame>
  /** From now on it only says that it is there, which changes nothing; resolves when it has stopped changing things. */
  onlyListen: () => Promise<void>
  work: () => void
  /** Ends and tells how many answers it got, and how long it waited at most. */
  stop: () => Promise<{ answers: number; slowestMs: number }>
}

export async function workingDesk(hub: HubProcess, memberId: string): Promise<WorkingDesk> {
  const ask = await connectDesk(hub)
  const done = { answers: 0, slowestMs: 0 }
  let duty = 'works' as 'works' | 'listens' | 'ends'
  let listening = Promise.withResolvers<null>()
  const timed = async (type: string, answer: string, payload?: object): Promise<Frame> => {
    const askedAt = performance.now()
    const frame = await ask(type, payload)
    done.slowestMs = Math.max(done.slowestMs, performance.now() - askedAt)
    done.answers += 1
    expect(frame.type).toBe(answer)
    return frame
  }
  const round = async (): Promise<void> => {
    if (duty === 'listens') {
      await timed('heartbeat', 'heartbeat_ack')
      listening.resolve(null)
      return
    }
    const { payload } = await timed('check_in', 'check_in_success', { memberId })
    await timed('check_out', 'check_out_success', { checkInId: payload.id as string })
  }
  const working = (async () => {
    while (duty !== 'ends') await round()
  })()
  return {
    ask,
    onlyListen() {
      duty = 'listens'
      listening = Promise.withResolvers<null>()
      return listening.promise.then(() => undefined)
    },
    work() {
      duty = 'works'
    },
    async stop() {
      duty = 'ends'
      await working
      return done
    },
  }
}

/** Signs in and gives a way to ask; keeps no frame but the awaited ones, however many come. */
async function connectDesk(hub: HubProcess): Promise<WorkingDesk['ask']> {
  const socket = new WebSocket(`${hub.ws}?token=${await hub.token()}`)
  onTestFinished(() => socket.terminate())
  const waiting = new Map<string, (frame: Frame) => void>()
  socket.on('message', (data) => {
    const text = (data as Buffer).toString()
    if (!text.includes('"requestId"')) return
    const frame = JSON.parse(text) as Frame
    waiting.get(frame.requestId ?? '')?.(frame)
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return (type, payload) =>
    new Promise((resolve, reject) => {
      const requestId = uuidv7()
      const timer = setTimeout(() => reject(new Error(`No answer to ${type} came.`)), PATIENCE_MS)
      waiting.set(requestId, (frame) => {
        clearTimeout(timer)
        waiting.delete(requestId)
        resolve(frame)
      })
      socket.send(JSON.stringify({ type, payload, requestId }))
    })
}
