/** What a page of the teaching kit says of itself to machines: schema.org `LearningResource`. */
import type { LearningResource } from 'schema-dts';
import type { Chapter } from '../../story/chapters.ts';
import type { Site } from '../../story/site.ts';
import type { Lesson } from '../../story/teach.ts';
import { type Described, organisation } from './structured-data.ts';
import type { Home } from './works.ts';

export type LearningKind =
  | 'Lesson plan'
  | 'Worksheet'
  | 'Quiz'
  | 'Answer key'
  | 'Presentation'
  | 'Figures'
  | 'Teaching kit';

export interface LearningPage {
  readonly kind: LearningKind;
  readonly title: string;
  readonly description: string;
  /** Path below the prefix. */
  readonly path: string;
  readonly reading: number;
  readonly lesson?: Lesson | undefined;
  readonly chapter?: Chapter | undefined;
  /** Paths of the pages it consists of. */
  readonly parts?: readonly string[];
}

const forTeachers: readonly LearningKind[] = ['Lesson plan', 'Answer key', 'Teaching kit'];

/** `timeRequired` is the lesson's hour where there is one, otherwise the time to read the page. */
export function learningData(
  site: Site,
  page: LearningPage,
  ages: { readonly from: number; readonly to: number },
  home: Home,
): Described<LearningResource> {
  const address = (path: string) => new URL(path, home).href;
  const { lesson, chapter } = page;
  const publisher = organisation(site, home);
  return {
    '@type': 'LearningResource',
    name: page.title,
    description: page.description,
    url: address(page.path),
    inLanguage: site.language,
    learningResourceType: page.kind,
    educationalUse: page.kind === 'Quiz' || page.kind === 'Answer key' ? 'assessment' : 'instruction',
    educationalLevel: lesson ? lesson.front.level : undefined,
    typicalAgeRange: `${ages.from}-${ages.to}`,
    audience: {
      '@type': 'EducationalAudience',
      educationalRole: forTeachers.includes(page.kind) ? 'teacher' : 'student',
    },
    timeRequired: `PT${page.kind === 'Lesson plan' && lesson ? lesson.front.minutes : page.reading}M`,
    teaches: page.kind === 'Lesson plan' && lesson ? lesson.front.aims : undefined,
    isAccessibleForFree: true,
    license: site.dataset.edition.licence.url,
    author: publisher,
    publisher,
    isBasedOn: chapter ? address(`${chapter.id}/`) : `${home.href}data/#dataset`,
    hasPart: page.parts?.map((path) => ({ '@type': 'LearningResource', url: address(path) })),
    isPartOf: page.kind === 'Teaching kit' ? undefined : { '@type': 'LearningResource', url: address('teach/') },
  };
}
