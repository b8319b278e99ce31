import ts from 'typescript'
import { placeOf, visitAll, type PageSource } from './page-sources.ts'

/** Props and fields whose text a person reads or hears. */
const SPOKEN = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'closeLabel',
  'copyLabel',
  'doIt',
  'empty',
  'error',
  'hint',
  'label',
  'means',
  'placeholder',
  'summary',
  'title',
])

const LETTER = /\p{L}/u

/** Text that somebody would read and that is in no catalogue, with its place: `features/x.tsx:12: Save`. */
export function bareTexts(source: PageSource): string[] {
  const found: string[] = []
  const report = (node: ts.Node, text: string): void => {
    if (LETTER.test(text)) found.push(`${placeOf(source, node)}: ${text.trim()}`)
  }
  visitAll(source.tree, (node) => {
    if (ts.isJsxText(node)) report(node, node.text)
    else if (isSpoken(node)) for (const literal of textsIn(node)) report(literal, literal.text)
  })
  return found
}

/** A place whose text is shown: between tags, in a prop that is read out, in a field of that name. */
function isSpoken(node: ts.Node): node is ts.JsxExpression | ts.JsxAttribute | ts.PropertyAssignment {
  if (ts.isJsxExpression(node)) return ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent)
  if (ts.isJsxAttribute(node)) return SPOKEN.has(node.name.getText())
  return ts.isPropertyAssignment(node) && SPOKEN.has(node.name.getText().replaceAll(/['"]/g, ''))
}

type Literal = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateLiteralToken

/** The texts that the value of a place can be; what a call is given (a key) is none, nor what is only compared. */
function textsIn(node: ts.Node): Literal[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node]
  if (ts.isTemplateExpression(node)) return [node.head, ...node.templateSpans.map(({ literal }) => literal)]
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(textsIn)
  if (ts.isBinaryExpression(node)) return textsOfBinary(node)
  if (ts.isParenthesizedExpression(node)) return textsIn(node.expression)
  if (ts.isJsxExpression(node)) return node.expression ? textsIn(node.expression) : []
  if (ts.isJsxAttribute(node) || ts.isPropertyAssignment(node)) {
    return node.initializer ? textsIn(node.initializer) : []
  }
  return []
}

function textsOfBinary({ left, right, operatorToken }: ts.BinaryExpression): Literal[] {
  switch (operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return textsIn(right)
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.PlusToken:
      return [left, right].flatMap(textsIn)
    default:
      return []
  }
}
