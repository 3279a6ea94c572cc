//! Serves every documented response to the generated client over HTTP, and checks every request that arrives.

mod arrival;
pub(crate) mod compare;
pub(crate) mod harness;
mod models;
mod multipart;
pub(crate) mod pair;
mod report;
mod requests;
mod responses;
mod server;
mod streams;

use statusful_codegen::disk::{Folder, read_document};
use statusful_codegen::openapi::Document;
use statusful_codegen::{Client, Generation, Input, generate_from};

pub(crate) use models::MODELS;
pub use models::ModelVerdict;
pub use report::{Finding, Report, Verdict};

use crate::{CorpusDocument, Failure, NewBar, Workspace};
use harness::{Answer, Harness, Order};
use pair::{OperationPair, pairs};
use requests::{Sent, requests};
use responses::{Documented, Served, Unserved, responses};
use server::{Arrival, Reply};

/// Options of a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The workspace for clients and the programs that call them.
    pub workspace: Workspace,
    /// The number of processes that compile at the same time.
    pub jobs: usize,
}

/// Tests each document.
pub fn run(documents: &[CorpusDocument], options: &Options, new_bar: NewBar<'_>) -> Report {
    let bar = new_bar("conform", documents.len());
    let outcomes = documents.iter().map(|document| {
        bar.set_message(document.name.clone());
        let verdict = conform(document, options);
        bar.inc(1);
        (document.name.clone(), verdict)
    });
    let report = Report { outcomes: outcomes.collect() };
    bar.finish_and_clear();
    report
}

/// Tests one document.
pub fn conform(document: &CorpusDocument, options: &Options) -> Result<Verdict, Failure> {
    conform_to(document, document, options)
}

/// Tests the client of one document against another document, to prove that differences are found.
pub fn conform_to(document: &CorpusDocument, judge: &CorpusDocument, options: &Options) -> Result<Verdict, Failure> {
    let generation = generated(document)?;
    let Some(client) = &generation.client else { return Err("it does not generate".to_owned()) };
    let harness = harness::build(document, client, options)?;
    let judge = generated(judge)?;
    let Some(described) = &judge.client else {
        return Err("the document to test against does not generate".to_owned());
    };
    let judge = Document::new(&judge.source);
    let mut verdict = try_all(&judge, client, &harness)?;
    let (models, findings) = models::judge(&judge, client, &described.origins, &harness.program)?;
    verdict.models = models;
    verdict.faults.extend(findings);
    Ok(verdict)
}

pub(crate) fn generated(document: &CorpusDocument) -> Result<Generation, Failure> {
    let bytes = read_document(&document.path).map_err(|fault| fault.message)?;
    let settings = Workspace::settings(&document.package, &document.name);
    let folder = Folder::of(&document.path);
    let input = Input { name: &document.name, bytes: &bytes, overlays: &[], files: Some(&folder) };
    generate_from(&input, &settings).map_err(|fault| fault.to_string())
}

/// One call: the operation, the arguments, and the response that is served.
struct Case<'c> {
    pair: usize,
    sent: &'c Sent,
    served: Option<(usize, &'c Served)>,
}

/// The requests and responses to test for one operation.
struct Trial {
    documented: Vec<Documented>,
    requests: Result<Vec<Sent>, String>,
}

fn try_all(document: &Document<'_>, client: &Client, harness: &Harness) -> Result<Verdict, Failure> {
    let (pairs, missing) = pairs(document, &client.api);
    let trial = |pair: &OperationPair<'_>| Trial {
        documented: responses(pair),
        requests: match harness.uncallable.get(&pair.index) {
            Some(reason) => Err(format!("it cannot be called: {reason}")),
            None => requests(pair),
        },
    };
    let trials: Vec<_> = pairs.iter().map(trial).collect();
    let cases: Vec<_> = trials.iter().enumerate().flat_map(|(index, trial)| cases(index, trial)).collect();
    let replies = cases.iter().map(reply).collect();
    let order = |(number, case): (usize, &Case<'_>)| {
        let operation = pairs.get(case.pair).map_or(usize::MAX, |pair| pair.index);
        Order { number, operation, arguments: case.sent.arguments.clone() }
    };
    let orders = cases.iter().enumerate().map(order).collect();
    let (answers, arrivals) = server::serve(replies, |address| harness::drive(&harness.program, address, orders))?;
    let mut verdict = Verdict::default();
    verdict.faults.extend(
        missing.into_iter().map(|title| fault("no operation", title, String::new(), "", "the client has none")),
    );
    let mut judged = Judged { api: &client.api, pairs: &pairs, trials: &trials, verdict, wrong: Vec::new() };
    for (number, case) in cases.iter().enumerate() {
        judged.case(case, answers.get(&number), arrivals.get(&number));
    }
    Ok(judged.finish())
}

/// Combines arguments and served bodies, so that each is used at least once.
fn cases(pair: usize, trial: &Trial) -> Vec<Case<'_>> {
    let Ok(requests) = &trial.requests else { return Vec::new() };
    let served = trial.documented.iter().enumerate().filter_map(|(index, documented)| {
        Some(documented.served.as_ref().ok()?.iter().map(move |served| (index, served)))
    });
    let served: Vec<_> = served.flatten().collect();
    let count = served.len().max(requests.len());
    let case = |number: usize| {
        let sent = requests.get(number % requests.len().max(1))?;
        Some(Case { pair, sent, served: served.get(number % served.len().max(1)).copied() })
    };
    (0..count).filter_map(case).collect()
}

fn reply(case: &Case<'_>) -> Reply {
    let nothing = Reply { status: 599, content_type: None, body: Vec::new() };
    case.served.map_or(nothing, |(_, served)| served.reply.clone())
}

/// The verdict so far, and the data that it is based on.
struct Judged<'c, 'a> {
    api: &'a statusful_codegen::ir::Api,
    pairs: &'c [OperationPair<'a>],
    trials: &'c [Trial],
    verdict: Verdict,
    /// The indices of the operations and responses for which the client returned a wrong result.
    wrong: Vec<(usize, usize)>,
}

impl Judged<'_, '_> {
    fn case(&mut self, case: &Case<'_>, answer: Option<&Answer>, arrival: Option<&Arrival>) {
        let Some(pair) = self.pairs.get(case.pair) else { return };
        self.verdict.calls += 1;
        let response = case.served.map(|(_, served)| {
            format!("{} {}", served.reply.status, served.reply.content_type.clone().unwrap_or_default())
        });
        let response = response.unwrap_or_default();
        let note = case.served.map_or("", |(_, served)| served.note.as_str());
        let fault = |(kind, detail): (&str, String)| fault(kind, pair.found.title(), response.clone(), note, &detail);
        let Some(arrival) = arrival else {
            let detail = answer.map_or_else(|| "the harness broke down".to_owned(), |answer| answer.message.clone());
            let kind = answer.map_or("no answer", |answer| unsent(&answer.outcome));
            self.verdict.faults.push(fault((kind, detail)));
            self.wrong.extend(case.served.map(|(index, _)| (case.pair, index)));
            return;
        };
        match arrival::fault(self.api, pair, case.sent, arrival) {
            None => self.verdict.arrived += 1,
            Some(found) => self.verdict.faults.push(fault(found)),
        }
        let Some((index, served)) = case.served else { return };
        match came_back(self.api, served, answer) {
            Ok(folded) => {
                self.verdict.null_folded += folded;
                self.verdict.stray_members += served.stray;
            }
            Err(found) => {
                self.verdict.faults.push(fault(found));
                self.wrong.push((case.pair, index));
            }
        }
    }

    /// Counts the documented responses, including those that were never served.
    fn finish(mut self) -> Verdict {
        for (index_of_pair, (pair, trial)) in self.pairs.iter().zip(self.trials).enumerate() {
            let reason = trial.requests.as_ref().err();
            if let Some(reason) = reason {
                self.verdict.faults.push(fault("not called", pair.found.title(), String::new(), "", reason));
            }
            for (index, documented) in trial.documented.iter().enumerate() {
                self.documented(pair, documented, reason.is_some() || self.wrong.contains(&(index_of_pair, index)));
            }
        }
        self.verdict
    }

    fn documented(&mut self, pair: &OperationPair<'_>, documented: &Documented, is_wrong: bool) {
        self.verdict.documented += 1;
        self.verdict.bad_examples += documented.bad_examples;
        let response = format!("{} {}", documented.status, documented.media);
        let mut add = |kind, detail: &str| {
            self.verdict.faults.push(fault(kind, pair.found.title(), response.clone(), "", detail));
        };
        match &documented.served {
            Ok(served) if served.is_empty() => add("response: no body", "none was made"),
            Ok(_) => self.verdict.right += usize::from(!is_wrong),
            Err(Unserved::Impossible(reason)) => *self.verdict.impossible.entry(reason.clone()).or_default() += 1,
            Err(Unserved::Bodiless(reason)) => add("response: no body", reason),
            Err(Unserved::Unknown) => add("response: no variant", "the client has none for it"),
        }
    }
}

/// Returns the kind of difference if no request arrived.
fn unsent(outcome: &str) -> &'static str {
    match outcome {
        "argument" => "request: argument refused",
        "request" => "request: not built",
        "panic" => "panic",
        _ => "request: not sent",
    }
}

/// Returns how many `null` properties the client returned as absent, or what is wrong with the result.
fn came_back(
    api: &statusful_codegen::ir::Api,
    served: &Served,
    answer: Option<&Answer>,
) -> Result<usize, (&'static str, String)> {
    let answer = answer.ok_or_else(|| ("no answer", "the harness broke down".to_owned()))?;
    let wanted = if served.is_success { "success" } else { "failure" };
    match answer.outcome.as_str() {
        "decode" | "stream" => return Err(("response: not decoded", answer.message.clone())),
        "undocumented" => return Err(("response: undocumented", answer.message.clone())),
        "panic" => return Err(("panic", answer.message.clone())),
        outcome if outcome == wanted => {}
        outcome => return Err(("response: wrong side", format!("{outcome} instead of {wanted}: {}", answer.message))),
    }
    if answer.variant != served.variant {
        return Err(("response: wrong variant", format!("`{}` instead of `{}`", answer.variant, served.variant)));
    }
    let back = serde_json::from_str(&answer.body).map_err(|_| ("response: not written", answer.body.clone()))?;
    compare::same(api, served.ty.as_ref(), &served.expected, &back).map_err(|fault| ("response: changed", fault))
}

fn fault(kind: &str, operation: String, response: String, case: &str, detail: &str) -> Finding {
    Finding { kind: kind.to_owned(), operation, response, case: case.to_owned(), detail: detail.to_owned() }
}
