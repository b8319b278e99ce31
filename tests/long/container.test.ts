import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ROOT } from '../../scripts/project.ts'
import { DEPLOY } from '../deploy/compose.ts'
import { patience } from '../support/patience.ts'

/** The engine looks each ten seconds. */
const HEALTH_PATIENCE_MS = patience(60_000)

const IMAGE = 'frontdesk-hub:test'

function docker(...args: string[]): string {
  return execFileSync('docker', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim()
}

/** The client may be there without an engine. */
const hasEngine = spawnSync('docker', ['version'], { stdio: 'ignore' }).status === 0

it.skipIf(!hasEngine)(
  'the container serves on a read-only file system, as nobody, and ends when it is asked to (needs a container engine)',
  async () => {
    docker('build', '--file', join(DEPLOY, 'Containerfile'), '--tag', IMAGE, '.')
    const hardened = ['--read-only', '--tmpfs=/tmp', '--cap-drop=ALL', '--security-opt=no-new-privileges']
    const hub = docker('run', '--detach', ...hardened, IMAGE, 'serve', '--behind-proxy', '10.89.64.2')
    onTestFinished(() => void docker('rm', '--force', '--volumes', hub))
    const health = (): string => docker('inspect', '--format={{.State.Health.Status}}', hub)
    await expect.poll(health, { timeout: HEALTH_PATIENCE_MS }).toBe('healthy')
    expect(docker('exec', hub, 'id', '-u')).toBe('65534')
    docker('stop', hub)
    expect(docker('inspect', '--format={{.State.ExitCode}}', hub)).toBe('0')
  },
)
