import { v7 as uuidv7 } from 'uuid'
import { WebSocket } from 'ws'

/** A desk without a page that asks one thing after the other. */
export interface Asker {
  /** Resolves with the hub's answer, whatever it is. */
  ask: (type: string, payload: object, requestId?: string) => Promise<{ type: string; payload?: unknown }>
  close: () => void
}

export async function openAsker(address: string, token: string): Promise<Asker> {
  const socket = new WebSocket(address)
  const waiting = new Map<string, (answer: { type: string; payload?: unknown }) => void>()
  socket.on('message', (data) => {
    const frame = JSON.parse((data as Buffer).toString()) as { type: string; requestId?: string }
    waiting.get(frame.requestId ?? '')?.(frame)
    waiting.delete(frame.requestId ?? '')
  })
  await new Promise((resolve) => socket.once('open', resolve))
  const ask: Asker['ask'] = (type, payload, requestId = uuidv7()) => {
    return new Promise((resolve) => {
      waiting.set(requestId, resolve)
      socket.send(JSON.stringify({ type, payload, requestId }))
    })
  }
  await ask('authenticate', { token })
  return { ask, close: () => socket.terminate() }
}
