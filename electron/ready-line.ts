/** What the hub says on stdout when it accepts connections. */
export interface HubReady {
  http: string
  ws: string
  pid: number
}

/** Reads the hub's one line on stdout; null for any other line. */
export function readReadyLine(line: string): HubReady | null {
  let said: unknown
  try {
    said = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof said !== 'object' || said === null || !('event' in said) || said.event !== 'ready') return null
  const { http, ws, pid } = said as Record<string, unknown>
  if (typeof http !== 'string' || typeof ws !== 'string' || typeof pid !== 'number') return null
  return { http, ws, pid }
}
