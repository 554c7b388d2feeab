import type { X509Certificate } from 'node:crypto';
import { message } from '../../text/message';
import { queryWindowsRoots, readCertificate, type StoredCertificate } from '../../wsl/windowsRoots';
import { Cancelled, type Examination } from '../examination';
import { answer, readAnswers, type Answers } from '../inside/answers';
import { bundleScript } from '../inside/script';
import { note, ok, unknown, type Proof, type Verdict } from '../verdict';
import type { Beside } from './beside';

const patience = 10_000;
/** As many as somebody reads in a report. */
const mostShown = 5;

/**
 * Root certificates that Windows was given beyond its own and that the distro does not trust: by policy, or of a product that
 * replaces certificates on their way. Nothing is connected to, so that nobody can say whether anything is replaced now.
 */
export const certificates: Beside = {
  async probe(examination) {
    return new Map([['certificates', await judge(examination)]]);
  },
};

async function judge(examination: Examination): Promise<Verdict> {
  const given = await findGiven(examination);
  if (given === null) return unknown(message('Windows did not tell its root certificates.'));
  if (given.length === 0) return ok(message('Windows was given none that the distro would have to know.'));
  const asked = await examination.ask(['sh', '-c', bundleScript], 'sh: the bundle of root certificates');
  if (asked.kind !== 'ran') return unknown(message('The distro did not tell its root certificates.'), [asked.proof]);
  const answers = readAnswers(asked.run.stdout) ?? [];
  const file = answer(answers, 'file');
  if (file === '') return unknown(message('The distro has no bundle of root certificates at a place that is known.'));
  const trusted = new Set(readBundle(answer(answers, 'bundle')).map(anchorOf));
  const missing = given.filter(({ certificate }) => !trusted.has(anchorOf(certificate)));
  return missing.length === 0 ? ok(message('It does.')) : lacking(missing, file, adderOf(answers));
}

interface Given {
  readonly certificate: X509Certificate;
  /** The product that replaces certificates; null where the policy alone tells that it matters. */
  readonly product: string | null;
}

async function findGiven({ machine, signal }: Examination): Promise<readonly Given[] | null> {
  const options = { timeout: patience, signal };
  const [byPolicy, computer] = await Promise.all([
    machine.run(queryWindowsRoots('policy'), options),
    machine.run(queryWindowsRoots('computer'), options),
  ]);
  if (byPolicy.outcome === 'cancelled' || computer.outcome === 'cancelled') throw new Cancelled();
  const fromPolicy = byPolicy.outcome === 'done' ? byPolicy.value : null;
  const fromComputer = computer.outcome === 'done' ? computer.value : null;
  if (fromPolicy === null || fromComputer === null) return null;
  const now = machine.now();
  const withProduct = ({ certificate }: StoredCertificate): Given => ({ certificate, product: productOf(certificate) });
  const given = [
    ...fromPolicy.filter((stored) => isRoot(stored, now)).map(withProduct),
    ...fromComputer
      .filter((stored) => isRoot(stored, now))
      .map(withProduct)
      .filter(({ product }) => product !== null),
  ];
  return [...new Map(given.map((each) => [each.certificate.fingerprint, each])).values()];
}

const serverAuthentication = '1.3.6.1.5.5.7.3.1';
const anyPurpose = '2.5.29.37.0';
/** The first of them, as it is encoded. */
const encodedServerAuthentication = Buffer.from('06082b06010505070301', 'hex');

/** Whether it can sign for servers: an authority of its own, in its time, and kept to no other purpose. */
function isRoot({ certificate, usage }: StoredCertificate, now: Date): boolean {
  const { ca, subject, issuer, keyUsage, validFrom, validTo } = certificate;
  return (
    ca &&
    subject === issuer &&
    new Date(validFrom) <= now &&
    now <= new Date(validTo) &&
    (usage === null || usage.includes(encodedServerAuthentication)) &&
    allowsServers(keyUsage)
  );
}

/** Nothing is said of most roots, and then they are for all purposes. */
function allowsServers(purposes: readonly string[] | undefined): boolean {
  return !purposes || purposes.includes(serverAuthentication) || purposes.includes(anyPurpose);
}

/** What replaces the certificates of all that a computer is connected to, by the name of its root. */
const products: readonly (readonly [RegExp, string])[] = [
  [/\bzscaler\b/i, 'Zscaler'],
  [/\bnetskope\b|\bgoskope\b/i, 'Netskope'],
  [/\bcisco umbrella\b/i, 'Cisco Umbrella'],
  [/\bcloudflare for teams\b|\bgateway ca - cloudflare\b/i, 'Cloudflare Gateway'],
  [/\bfortinet\b|\bfortigate\b/i, 'FortiGate'],
  [/\bforcepoint\b|\bwebsense\b/i, 'Forcepoint'],
  [/\bblue ?coat\b|\bproxysg\b/i, 'Blue Coat'],
  [/\bmcafee web gateway\b|\bskyhigh\b/i, 'Skyhigh'],
  [/\biboss\b/i, 'iboss'],
  [/\bmenlo security\b/i, 'Menlo Security'],
];

/** A company's own root may say what it is for. */
const purpose = /\b(?:ssl|tls|https)[ _-]?(?:inspection|interception|decryption|visibility)\b/i;

function productOf({ subject }: X509Certificate): string | null {
  const found = products.find(([pattern]) => pattern.test(subject));
  return found ? found[1] : purpose.test(subject) ? 'TLS inspection' : null;
}

function readBundle(text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.flatMap((block) => readCertificate(block) ?? []);
}

/** What makes two certificates the same to whoever trusts one: a renewed one has the name and the key of the old one. */
function anchorOf(certificate: X509Certificate): string {
  return `${certificate.subject}\n${keyOf(certificate)}`;
}

function keyOf({ publicKey, fingerprint }: X509Certificate): string {
  try {
    return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  } catch {
    // A kind of key that this runtime does not know.
    return fingerprint;
  }
}

/** How the distro takes a root over; null where it has none of the ways that are known, such as NixOS, which is told in its configuration. */
interface Adder {
  readonly folder: string;
  readonly program: string;
}

function adderOf(answers: Answers): Adder | null {
  const [folder, program] = [answer(answers, 'folder'), answer(answers, 'program')];
  return folder === '' || program === '' ? null : { folder, program };
}

/** Subjects name companies: what is told of a root is what tells it apart. */
function lacking(missing: readonly Given[], file: string, adder: Adder | null): Verdict {
  const shown = missing.slice(0, mostShown).map(({ certificate, product }): Proof => {
    const by = product === null ? 'given by policy' : `root of ${product}`;
    const until = new Date(certificate.validTo).toISOString().slice(0, 10);
    return { command: `certutil -store Root ${printOf(certificate)}`, answer: `${by}, until ${until}; not in ${file}` };
  });
  const product = missing.find((each) => each.product !== null)?.product ?? null;
  const [first] = missing;
  return note(
    product === null
      ? message('Root certificates that Windows has by policy and the distro lacks: {0}.', missing.length)
      : message('Windows trusts the root of {0}, which replaces certificates, and the distro does not.', product),
    shown,
    {
      nextStep: adder
        ? message('Where the distro says "self-signed" or "unknown authority", take the root over by the command.')
        : message(
            'Where the distro says "self-signed" or "unknown authority", add the root in the way of this distro.',
          ),
      fix: first && adder ? { act: 'typeCommand', line: takeOver(printOf(first.certificate), adder) } : null,
    },
  );
}

/** SHA-1, by which Windows calls a certificate. */
function printOf({ fingerprint }: X509Certificate): string {
  return fingerprint.replaceAll(':', '');
}

/** Reads the root out of the store of Windows and adds it to those of the distro, by the program that makes the bundle. */
function takeOver(print: string, { folder, program }: Adder): string {
  const read = `[Convert]::ToBase64String((Get-Item Cert:\\LocalMachine\\Root\\${print}).RawData)`;
  return (
    `powershell.exe -NoProfile -Command '${read}' | tr -d '\\r' | base64 -d | openssl x509 -inform DER | ` +
    `sudo tee ${folder}/windows-${print.slice(0, 8)}.crt && sudo ${program}`
  );
}
