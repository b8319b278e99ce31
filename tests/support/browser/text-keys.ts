import ts from 'typescript'
import { loadCatalogue, PARTS, type Catalogue } from '../../../renderer/i18n/catalogues.ts'
import type { Language } from '../../../renderer/i18n/languages.ts'
import { placeOf, visitAll, type PageSource } from './page-sources.ts'

/** The texts of a catalogue by their keys: `people.title`. */
export function flatten(catalogue: Catalogue, above = ''): Map<string, string> {
  const entries = Object.entries(catalogue).flatMap(([name, value]): [string, string][] => {
    const key = above === '' ? name : `${above}.${name}`
    return typeof value === 'string' ? [[key, value]] : [...flatten(value, key)]
  })
  return new Map(entries)
}

/** All texts of a language by their keys, whenever the page loads them. */
export async function textsOf(language: Language): Promise<Map<string, string>> {
  const catalogues = await Promise.all(PARTS.map((part) => loadCatalogue(language, part)))
  return new Map(catalogues.flatMap((catalogue) => [...flatten(catalogue)]))
}

const PLURAL = /_(?:zero|one|two|few|many|other)$/

/** The key that the code asks for: of `visits_one` it is `visits`. */
export const baseOf = (key: string): string => key.replace(PLURAL, '')

/** Keys that a file may ask for: written out, or as a pattern where a part is only known when it runs. */
export function keysIn({ tree }: PageSource): { written: Set<string>; patterns: RegExp[] } {
  const written = new Set<string>()
  const patterns: RegExp[] = []
  visitAll(tree, (node) => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) written.add(node.text)
    else if (ts.isTemplateExpression(node) && node.head.text.includes('.')) patterns.push(patternOf(node))
  })
  return { written, patterns }
}

/** What is asked of `t` in a file, with its place; of several keys, which give way to each other, each. */
export function asked(source: PageSource): { key: string | RegExp; place: string; isLast: boolean }[] {
  const found: ReturnType<typeof asked> = []
  visitAll(source.tree, (node) => {
    const [first] = ts.isCallExpression(node) && isTranslate(node) ? node.arguments : []
    if (!first) return
    const several = ts.isArrayLiteralExpression(first) ? [...first.elements] : [first]
    for (const each of several.flatMap(choicesOf)) {
      const key = ts.isTemplateExpression(each) ? patternOf(each) : each.text
      found.push({
        key,
        place: placeOf(source, each),
        isLast: each.parent !== first || each === several.at(-1),
      })
    }
  })
  return found
}

function isTranslate({ expression }: ts.CallExpression): boolean {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression
  return ts.isIdentifier(name) && name.text === 't'
}

type Key = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression

/** The keys that an expression can be; what a variable holds is not known here. */
function choicesOf(node: ts.Expression): Key[] {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(choicesOf)
  const isKey =
    ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)
  return isKey ? [node] : []
}

/** `word.reason.${x}` as a pattern: what is put in is one part of a key. */
function patternOf(node: ts.TemplateExpression): RegExp {
  const parts = [node.head, ...node.templateSpans.map(({ literal }) => literal)]
  return new RegExp(`^${parts.map(({ text }) => text.replaceAll('.', '\\.')).join('[^.]+')}$`)
}
