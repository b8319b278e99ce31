import { Session, type Profiler } from 'node:inspector/promises'

/** Where a processor's time went, as browsers and editors open it (`.cpuprofile`). */
export type CpuProfile = Profiler.Profile

/** Takes a CPU profile of this process for so many milliseconds, by `wait`. Costs a few percent of speed meanwhile. */
export async function takeProfile(ms: number, wait: (ms: number) => Promise<void>): Promise<CpuProfile> {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.start')
    await wait(ms)
    return (await session.post('Profiler.stop')).profile
  } finally {
    session.disconnect()
  }
}

/** One function and the time spent in it itself, not in what it calls. */
export interface FunctionTime {
  name: string
  /** File and line, or empty for the engine's own. */
  place: string
  selfMs: number
}

/** The functions that took the most time themselves, the first one most. The engine's own stand in brackets. */
export function topFunctions(profile: CpuProfile, count: number): FunctionTime[] {
  const byId = new Map(profile.nodes.map((node) => [node.id, node.callFrame]))
  const times = new Map<string, FunctionTime>()
  profile.samples?.forEach((id, index) => {
    const frame = byId.get(id)
    if (!frame) return
    const name = frame.functionName || '(anonymous)'
    const place = frame.url === '' ? '' : `${shortened(frame.url)}:${frame.lineNumber + 1}`
    const time = times.get(`${name} ${place}`) ?? { name, place, selfMs: 0 }
    time.selfMs += Math.max(0, profile.timeDeltas?.[index] ?? 0) / 1000
    times.set(`${name} ${place}`, time)
  })
  return [...times.values()].sort((left, right) => right.selfMs - left.selfMs).slice(0, count)
}

/** The end of a file's address: enough to know it by. */
function shortened(url: string): string {
  return url.split('/').slice(-3).join('/')
}
