import { startAttack } from './attacker.ts'
import { openDesk, type Desk, type ServerAddress } from './desk.ts'
import { EventLedger } from './event-ledger.ts'
import type { BurdenedJob, BurdenedReport } from './job.ts'
import { residentBytes, watchMemory } from './memory.ts'
import { endAttack, Neighbours } from './neighbours.ts'
import { settled, sleep } from './timing.ts'

/** Between two desks that are switched on. */
const SWITCHED_ON_EVERY_MS = 1_000

/** Nobody waits longer for a desk to be live. */
const GIVEN_UP_MS = 15_000

/** What a server may take to give back what a burden cost it: the engine does so after a minute or two in which little happens. */
const RECOVERY_MS = 180_000

/** Of what it had before: no more than its memory goes up and down by itself. */
const RECOVERED_BYTES = 50e6

/** Scans steadily without and with a burden; switches desks on meanwhile and looks at the server's memory. */
export async function measureBurdened(job: BurdenedJob): Promise<BurdenedReport> {
  const neighbours = await Neighbours.open(job)
  const calm = await neighbours.stretch()
  // Not earlier: a hub goes on reading its members for seconds after it lets desks in.
  const before = residentBytes(job.pid)
  const memory = watchMemory(job.pid)
  const newcomers = switchOnDesks(job)
  const { burden: attack, ws, token, managerToken } = job
  const running = await startAttack({ attack, ws, token, managerToken })
  const burdened = await neighbours.stretch(job.burdenedSeconds)
  const switchedOnMs = await newcomers.stop()
  const tally = await endAttack(running)
  const most = memory.stop()
  await settled(() => residentBytes(job.pid) < before + RECOVERED_BYTES, RECOVERY_MS)
  const after = residentBytes(job.pid)
  return {
    calm,
    burdened,
    switchedOnMs,
    residentBytes: { before, most, after },
    attack: tally,
    ...neighbours.close(),
  }
}

/** One desk after the other is switched on, at a steady pace; `stop` resolves with how long each took. */
function switchOnDesks(address: ServerAddress): { stop: () => Promise<number[]> } {
  const desks: Promise<number>[] = []
  const timer = setInterval(() => desks.push(switchOnMs(address)), SWITCHED_ON_EVERY_MS)
  return {
    stop() {
      clearInterval(timer)
      return Promise.all(desks)
    },
  }
}

/** Loads the page and signs in, as a PC that was just switched on does; `GIVEN_UP_MS` where it is turned away or waits for ever. */
async function switchOnMs(address: ServerAddress): Promise<number> {
  const from = performance.now()
  const opened = openPageAndSocket(address).then(
    (desk) => {
      desk.close()
      return performance.now() - from
    },
    () => GIVEN_UP_MS,
  )
  return Promise.race([opened, sleep(GIVEN_UP_MS).then(() => GIVEN_UP_MS)])
}

async function openPageAndSocket(address: ServerAddress): Promise<Desk> {
  const page = await fetch(`http://${new URL(address.ws).host}/`)
  await page.arrayBuffer()
  if (!page.ok) throw new Error(`The page was answered with ${page.status}.`)
  return openDesk(address, new EventLedger(), {})
}
