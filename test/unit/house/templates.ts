import ts from 'typescript';
import { readText, sourceFiles } from './sources';

/** A call of `message` in the sources. */
export interface TemplateUse {
  readonly file: string;
  readonly line: number;
  /** Null when the first argument is no string literal, so that nobody could translate it. */
  readonly template: string | null;
}

/** Every call of `message(…)` in the product or in some files of it, found in the syntax tree. */
export function findTemplates(files: readonly string[] = sourceFiles()): TemplateUse[] {
  return files.flatMap((file) => {
    const source = ts.createSourceFile(file, readText(file), ts.ScriptTarget.Latest, true);
    const uses: TemplateUse[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'message') {
        const [first] = node.arguments;
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        uses.push({ file, line, template: first && ts.isStringLiteralLike(first) ? first.text : null });
      }
      node.forEachChild(visit);
    };
    visit(source);
    return uses;
  });
}
