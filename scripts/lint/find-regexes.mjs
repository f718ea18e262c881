// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * @typedef {{ readonly source: string, readonly flags: string }} Pattern
 * @typedef {{ readonly file: string, readonly line: number, readonly pattern: Pattern | null, readonly text: string }} Site a place where a regular expression
 * is written; `pattern` is null where its text is put together by code that runs
 */

/** @type {Map<string, ts.SourceFile>} */
const parsed = new Map();

/** @param {string} file */
function sourceOf(file) {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

/**
 * Every regular expression literal and every `new RegExp(…)` of a TypeScript file.
 *
 * @param {string} file path on disk
 * @returns {readonly Site[]}
 */
export function findRegexes(file) {
  const source = sourceOf(file);
  /** @type {Site[]} */
  const sites = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      sites.push({ file, line, pattern: { source: node.text.slice(1, end), flags: node.text.slice(end + 1) }, text: node.text });
    } else if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp') {
      const [pattern, flags] = node.arguments ?? [];
      const of = pattern === undefined ? '' : constantText(pattern, file);
      const flagged = flags === undefined ? '' : constantText(flags, file);
      sites.push({ file, line, pattern: of === null || flagged === null ? null : { source: of, flags: flagged }, text: node.getText(source).slice(0, 120) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return sites;
}

/**
 * The text of an expression made of literals and constants, also of other modules; null where it takes running code to know it.
 *
 * @param {ts.Expression} node
 * @param {string} file
 * @returns {string | null}
 */
function constantText(node, file) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return constantText(node.expression, file);
  if (ts.isTemplateExpression(node)) {
    let text = node.head.text;
    for (const span of node.templateSpans) {
      const value = constantText(span.expression, file);
      if (value === null) return null;
      text += value + span.literal.text;
    }
    return text;
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [constantText(node.left, file), constantText(node.right, file)];
    return left === null || right === null ? null : left + right;
  }
  return ts.isIdentifier(node) ? constantNamed(node.text, file) : null;
}

/**
 * @param {string} name
 * @param {string} file
 * @returns {string | null}
 */
function constantNamed(name, file) {
  for (const statement of sourceOf(file).statements) {
    if (ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) !== 0) {
      const found = statement.declarationList.declarations.find((one) => ts.isIdentifier(one.name) && one.name.text === name);
      if (found?.initializer !== undefined) return constantText(found.initializer, file);
    }
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    const imported = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.find((one) => one.name.text === name) : undefined;
    const target = `${join(dirname(file), statement.moduleSpecifier.text)}.ts`;
    if (imported !== undefined && existsSync(target)) return constantNamed((imported.propertyName ?? imported.name).text, target);
  }
  return null;
}
