import { SHELL_ORIGIN } from './address.ts'
import type { HostedHub } from './settings/command-line.ts'

/** The hub's own command line. `port` is where it was before, null for the port of the settings. */
export function hubArguments(
  { port: firstPort, options }: HostedHub,
  dataFolder: string,
  port: string | null,
): string[] {
  const where = ['--data', dataFolder, '--port', port ?? firstPort]
  return ['serve', ...where, '--origin', SHELL_ORIGIN, ...options]
}
