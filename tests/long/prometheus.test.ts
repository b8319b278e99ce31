import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { killChild } from '../../scripts/child.ts'
import { alertRules, DEPLOY } from '../deploy/compose.ts'
import { findProgram } from '../support/find-program.ts'
import { atEnd } from '../support/for-whole-file.ts'
import { freePort } from '../support/free-port.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const prometheus = findProgram('prometheus')

interface Rules {
  data: { groups: { rules: { name: string; health: string }[] }[] }
}

it.skipIf(prometheus === null)('Prometheus starts with our settings and evaluates every rule', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'metrics-secret'), '')
  for (const file of ['prometheus.yml', 'alerts.yml']) {
    const text = readFileSync(join(DEPLOY, file), 'utf8')
    // Without its fifteen seconds.
    writeFileSync(
      join(folder, file),
      text.replace('/run/secrets', folder).replaceAll(/(_interval): 15s/g, '$1: 1s'),
    )
  }
  const port = await freePort()
  const child = spawn(
    prometheus!,
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  )
  atEnd(() => killChild(child))
  const evaluated = async (): Promise<object> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/rules`).catch(() => null)
    const rules = answer?.ok ? ((await answer.json()) as Rules).data.groups.flatMap(({ rules }) => rules) : []
    return Object.fromEntries(rules.map(({ name, health }) => [name, health]))
  }
  await expect.poll(evaluated).toEqual(Object.fromEntries(alertRules().map(({ alert }) => [alert, 'ok'])))
})
