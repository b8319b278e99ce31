import type { HostedHub } from './settings/command-line.ts'

/**
 * The hub's own command line. `port` is where it was before, so that the desks find it again; null before the first
 * start: then it is the port of the settings.
 */
export function hubArguments(hub: HostedHub, dataFolder: string, port: string | null): string[] {
  const chosen = port ?? hub.port
  const where = ['--data', dataFolder, ...(chosen === null ? [] : ['--port', chosen])]
  return ['serve', ...where, ...hub.options]
}
