import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openConnection } from '../../bench/load/connection.ts'
import { HubConnection } from '../../renderer/services/connection.ts'
import { importMembers, newGym, startInOrder } from './support/gym.ts'
import { startFaultyHub } from './support/hub-process.ts'
import { until } from './support/until.ts'

const DESKS = 100
const WAITING = 100

/** As many of the desks as run our own desk's code; the rest is as light as it can be, since one process is them all. */
const REAL_DESKS = 1

/** What is promised: everybody is current within this time of the hub's return. */
const PROMISED_S = 30

/** What two cores may take that play all desks as well, beside another suite; the bench judges the promise itself. */
const ROOM = 2

interface Head {
  epoch: string
  seq: number
}

const EVENTS = ['{"type":"member_checked_in"', '{"type":"batch"']
const WELCOME = '{"type":"authentication_success"'
const DONE = '{"type":"check_in_success"'
/** Sent again later: while the hub was busy with others it has counted this desk's pause as no pause. */
const REFUSED = '{"type":"check_in_error"'
const RESUMED = '{"type":"resumed"'
const SEQ = Buffer.from('"seq":')
const REQUEST_ID = Buffer.from('"requestId":"')

const numberAt = (frame: Buffer, at: number): number =>
  Number.parseInt(frame.toString('latin1', at + SEQ.length, at + SEQ.length + 12), 10)

function requestIdIn(frame: Buffer): string {
  const at = frame.indexOf(REQUEST_ID) + REQUEST_ID.length
  return frame.toString('latin1', at, at + 36)
}

interface Limits {
  framesPerSecond: number
  burstFrames: number
}

/**
 * A desk that comes back: resumes, sends what waits at the rate that the hub announces, and follows the events. It takes
 * in no more of a frame than its numbers: a million of them come to this one process, which stands for a hundred PCs.
 */
async function comeBack(ws: string, token: string, from: Head, waiting: readonly string[]) {
  const desk = { seq: from.seq, gaps: 0, unacknowledged: new Map(waiting.map((id) => [uuidv7(), id])) }
  let isResumed = false
  const unsent = [...desk.unacknowledged.keys()]
  const timers: NodeJS.Timeout[] = []
  const send = (): void => {
    const requestId = unsent.shift()
    if (requestId === undefined) return
    const payload = { memberId: desk.unacknowledged.get(requestId) }
    connection.send(JSON.stringify({ type: 'check_in', requestId, payload }))
  }
  const begin = ({ framesPerSecond, burstFrames }: Limits): void => {
    // The sign-in itself was a frame too.
    for (let sent = 0; sent < burstFrames - 5; sent += 1) send()
    timers.push(setInterval(send, 1000 / (framesPerSecond * 0.95)))
  }
  const connection = await openConnection(ws, token, (bytes, start, end) => {
    const frame = bytes.subarray(start, end)
    const head = frame.toString('latin1', 0, WELCOME.length)
    if (EVENTS.some((type) => head.startsWith(type))) {
      const first = numberAt(frame, frame.indexOf(SEQ))
      // Signed in by the address, it is sent live events before it has asked for those that it missed.
      if (first > desk.seq + 1) desk.gaps += isResumed ? 1 : 0
      else desk.seq = Math.max(desk.seq, numberAt(frame, frame.lastIndexOf(SEQ)))
    } else if (head.startsWith(DONE)) desk.unacknowledged.delete(requestIdIn(frame))
    else if (head.startsWith(REFUSED)) unsent.push(requestIdIn(frame))
    else if (head.startsWith(RESUMED)) isResumed = true
    else if (head === WELCOME)
      begin((JSON.parse(frame.toString()) as { payload: { limits: Limits } }).payload.limits)
  })
  connection.send(JSON.stringify({ type: 'authenticate', payload: { resume: from, accept: ['batch'] } }))
  return {
    desk,
    close() {
      timers.forEach((timer) => clearInterval(timer))
      connection.close()
    },
  }
}

/** Where the history stands. */
async function readHead(ws: string, token: string): Promise<Head> {
  const socket = new WebSocket(`${ws}?token=${token}`)
  const frame = await new Promise<Buffer>((resolve) => socket.once('message', resolve))
  socket.terminate()
  return (JSON.parse(frame.toString()) as { payload: Head }).payload
}

function realDesk(ws: string): HubConnection {
  const timers = {
    now: () => Date.now(),
    setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms) as unknown as number,
    clearTimeout: (timer: number) => clearTimeout(timer),
  }
  const createSocket = (to: string): globalThis.WebSocket => {
    const socket = new WebSocket(to)
    // A browser's socket only closes; this one would throw as well.
    socket.on('error', () => undefined)
    return socket as unknown as globalThis.WebSocket
  }
  return new HubConnection({ address: ws, timers, random: () => 0.5, createSocket })
}

describe('a hub that returns', () => {
  it(
    `has ${DESKS} desks with ${WAITING} waiting operations each current within ${PROMISED_S} s, each operation done once`,
    { timeout: 180_000 },
    async () => {
      const gym = await newGym()
      const members = Array.from({ length: DESKS * WAITING }, (_, index) => ({
        id: uuidv7(),
        card: `STORM-${index}`,
      }))
      await startInOrder(gym.folder, () => importMembers(gym.folder, members))
      const ofDesk = (desk: number): string[] =>
        members.slice(desk * WAITING, (desk + 1) * WAITING).map(({ id }) => id)

      const first = await startFaultyHub({ folder: gym.folder, ownLimits: true })
      const { port } = new URL(first.http)
      const services = Array.from({ length: REAL_DESKS }, () => realDesk(first.ws))
      await Promise.all(services.map((service) => service.connect(gym.token)))
      const { epoch, seq } = await readHead(first.ws, gym.token)
      await first.kill()
      await until(() => services.every(({ connection }) => connection.phase !== 'live'), 'offline desks')
      const asked = services.flatMap((service, desk) => ofDesk(desk).map((id) => service.checkIn(id)))

      const second = await startFaultyHub({ folder: gym.folder, ownLimits: true, args: ['--port', port] })
      const returnedAt = Date.now()
      const desks = await Promise.all(
        Array.from({ length: DESKS - REAL_DESKS }, (_, index) =>
          comeBack(second.ws, gym.token, { epoch, seq }, ofDesk(index + REAL_DESKS)),
        ),
      )
      const head = seq + DESKS * WAITING
      await until(() => desks.every(({ desk }) => desk.unacknowledged.size === 0), 'acknowledgements')
      await until(() => desks.every(({ desk }) => desk.seq === head), 'the head at every desk')
      await Promise.all(asked)
      await until(() => services.every(({ desk }) => desk.present.size === DESKS * WAITING), 'our own desks')
      const seconds = (Date.now() - returnedAt) / 1000
      process.stderr.write(`${DESKS} desks were current after ${seconds.toFixed(1)} s\n`)
      expect(seconds).toBeLessThan(ROOM * PROMISED_S)
      expect(desks.reduce((sum, { desk }) => sum + desk.gaps, 0)).toBe(0)

      desks.forEach(({ close }) => close())
      services.forEach((service) => service.disconnect())
      await second.kill()
      const database = new Sqlite(join(gym.folder, 'frontdesk.sqlite'))
      const visits = database
        .prepare('select count(*) as n, count(distinct member_id) as members from visits')
        .get()
      expect(visits).toEqual({ n: DESKS * WAITING, members: DESKS * WAITING })
      database.close()
      gym.remove()
    },
  )
})
