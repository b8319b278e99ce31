import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { killChild } from '../../../scripts/child.ts'
import { alertRules, DEPLOY, exampleVariables, readCompose } from '../../deploy/compose.ts'
import { findProgram, installedProgram } from '../../support/find-program.ts'
import { atEnd } from '../../support/for-whole-file.ts'
import { freePort } from '../../support/free-port.ts'
import { openHub } from '../../support/hub/hub.ts'
import { startCluster, type Cluster } from '../../support/postgres/cluster.ts'
import { askServer, isServerThere } from '../../support/postgres/databases.ts'
import { findRedis, startRedis } from '../../support/redis/server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const [redis, haproxy, psql] = [findRedis(), findProgram('haproxy'), installedProgram(['psql'])]

/** What asks Prometheus: the alert rules and the panels of the dashboard. */
const QUERIES = [...alertRules().map(({ expr }) => expr), ...panelQueries()]

describe('the files for several hubs', () => {
  it.skipIf(!isServerThere() || redis === null || psql === null)(
    'make a database that a hub fills as a role with few rights, and ask it for metrics that it has',
    async () => {
      const cluster = await startCluster()
      if (cluster === null) throw new Error('There was a server before.')
      atEnd(cluster.remove)
      makeDatabase(cluster)
      const address = new URL(cluster.address('frontdesk'))
      address.username = 'frontdesk'
      const given = { database: address.href, redis: (await startRedis(redis!)).address }
      const hub = await openHub(temporaryFolder(), given)
      atEnd(hub.close)
      expect(await askServer(address.href, ROLE)).toEqual([
        { rolsuper: 0, rolcreaterole: 0, rolcreatedb: 0, datcollate: 'C', encoding: 'UTF8' },
      ])
      const names = namesOf(await (await hub.fetch('metrics')).text())
      expect(used('frontdesk_').filter((name) => !names.has(name))).toEqual([])
      expect(used('process_').filter((name) => !names.has(name))).toEqual([])
    },
  )

  it.skipIf(haproxy === null)('start the balancer, and ask it for metrics that it has', async () => {
    const folder = temporaryFolder()
    execFileSync(join(DEPLOY, 'make-secrets.sh'), [folder])
    const environment = readCompose(exampleVariables()).services['balancer']!.environment!
    const [port, metricsPort] = [await freePort(), await freePort()]
    const child = spawn(haproxy!, ['-db', '-f', join(DEPLOY, 'haproxy.cfg')], {
      stdio: 'ignore',
      env: {
        ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)])),
        FRONTDESK_CERTIFICATE: join(folder, 'certificate.pem'),
        FRONTDESK_BALANCER_PORT: String(port),
        FRONTDESK_METRICS_PORT: String(metricsPort),
        // Nobody is there.
        FRONTDESK_HUB1: '127.0.0.1:1',
        FRONTDESK_HUB2: '127.0.0.1:1',
      },
    })
    atEnd(() => killChild(child))
    const read = async (): Promise<string> =>
      (await fetch(`http://127.0.0.1:${metricsPort}/metrics`).catch(() => null))?.text() ?? ''
    await expect.poll(read).toContain('haproxy_process')
    const names = namesOf(await read())
    expect(used('haproxy_').length).toBeGreaterThan(0)
    expect(used('haproxy_').filter((name) => !names.has(name))).toEqual([])
  })
})

const ROLE = `select rolsuper, rolcreaterole, rolcreatedb, datcollate, pg_encoding_to_char(encoding) as encoding
  from pg_roles, pg_database where rolname = current_user and datname = current_database()`

/** As the image of PostgreSQL does at its first start. */
function makeDatabase(cluster: Cluster): void {
  const secrets = temporaryFolder()
  writeFileSync(join(secrets, 'database-password'), 'secret\n')
  const file = join(DEPLOY, 'database.sql')
  execFileSync(psql!, ['--no-psqlrc', '--quiet', '--file', file, cluster.address('postgres')], {
    env: { ...process.env, SECRETS: secrets },
  })
}

function panelQueries(): string[] {
  const { panels } = JSON.parse(readFileSync(join(DEPLOY, 'grafana/frontdesk.json'), 'utf8')) as {
    panels: { targets: { expr: string }[] }[]
  }
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
}

/** The metrics of whose names this is the beginning. */
function used(beginning: string): string[] {
  const name = new RegExp(`\\b${beginning}\\w+`, 'g')
  return [...new Set(QUERIES.flatMap((query) => query.match(name) ?? []))]
}

/** The names of all metrics and series in the text form that Prometheus reads; a metric may have none yet. */
function namesOf(exposition: string): Set<string> {
  return new Set(exposition.match(/(?<=^(?:# TYPE )?)[a-z]\w+/gm))
}
