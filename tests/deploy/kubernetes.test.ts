import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { ROOT } from '../../scripts/project.ts'
import type { Setting } from '../../server/settings/setting.ts'
import { readSettings } from '../../server/settings/settings.ts'
import { SETTINGS } from '../../server/settings/settings-table.ts'
import { exampleVariables, imageEnvironment, readCompose } from './compose.ts'

interface Named {
  name: string
  value: string
}

interface Container {
  image: string
  env: Named[]
  ports: { name: string; containerPort: number }[]
  volumeMounts: { name: string }[]
}

interface Manifest {
  kind: string
  spec: {
    selector: object
    template: { metadata: { labels: object }; spec: { containers: [Container]; volumes: Named[] } }
  }
}

const page = readFileSync(join(ROOT, 'docs/kubernetes.md'), 'utf8')
const documents = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].flatMap(([, block]) =>
  parseAllDocuments(block!),
)
const manifests = documents.map((document) => document.toJS() as Manifest)
const deployment = manifests.find(({ kind }) => kind === 'Deployment')!.spec
const { containers, volumes } = deployment.template.spec
const [hub] = containers

describe('docs/kubernetes.md', () => {
  it('has YAML that is well formed, a resource a document', () => {
    expect(documents.flatMap(({ errors }) => errors)).toEqual([])
    expect(manifests.map(({ kind }) => kind)).toEqual([
      ...['Secret', 'ConfigMap', 'Deployment', 'PodDisruptionBudget', 'Service', 'Ingress', 'NetworkPolicy'],
    ])
  })

  it('sets a hub by settings that there are, in the image that compose builds', () => {
    const known = Object.values(SETTINGS).map(({ variable }: Setting) => variable)
    const isKnown = ({ name }: Named) => known.some((one) => name === one || name === `${one}_FILE`)
    expect(hub.env.filter((one) => !isKnown(one))).toEqual([])
    const plain = hub.env
      .filter(({ name }) => !name.endsWith('_FILE'))
      .map(({ name, value }) => [name, value])
    const secrets = { FRONTDESK_DATABASE: 'postgres://frontdesk@db/gym', FRONTDESK_DATA: '/nowhere' }
    const env = { ...imageEnvironment(), ...Object.fromEntries(plain), ...secrets } as NodeJS.ProcessEnv
    expect(readSettings({}, env).port).toBe(hub.ports[0]!.containerPort)
    expect(hub.image).toBe(readCompose(exampleVariables()).services['hub1']!.image)
  })

  it('mounts volumes that it has, and selects the pods that it labels', () => {
    expect(hub.volumeMounts.map(({ name }) => name).sort()).toEqual(volumes.map(({ name }) => name).sort())
    const { labels } = deployment.template.metadata
    expect(deployment.selector).toEqual({ matchLabels: labels })
    expect(manifests.find(({ kind }) => kind === 'Service')!.spec.selector).toEqual(labels)
  })
})
