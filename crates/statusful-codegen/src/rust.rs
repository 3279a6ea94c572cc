//! Emits and renders the Rust files of a client and its reference, on several threads.

use crate::emit::{self, Home, ModelSet, Module};
use crate::ir::{Api, Group, TypeId};
use crate::pages::{Page, pages, readme};
use crate::render::{render, within};
use crate::{InternalError, Settings, models, parallel};

/// The approximate number of models that progenitor renders at once. It renders a whole client each time.
const MODELS: usize = 64;

/// A part of a client that is emitted independently of the others.
enum Part<'a> {
    Models(Vec<ModelSet>),
    Reference,
    Readme,
    Group(&'a Group),
    Base,
}

/// The files of a part.
#[derive(Default)]
struct Emitted {
    /// Texts by path.
    files: Vec<(String, String)>,
    /// The texts of models, whose paths are unknown until all have been emitted.
    models: Vec<(Home, String)>,
}

/// Returns the files by path.
pub(crate) fn files(api: &Api, settings: &Settings) -> Result<Vec<(String, String)>, InternalError> {
    // The slowest parts come first, so that no thread waits long for the last one.
    let models = model_parts(emit::model_sets(api)).into_iter().map(Part::Models);
    let reference = settings.reference.then_some(Part::Reference);
    let groups = api.groups.iter().map(Part::Group);
    // A module is no package, and what it is in has a README of its own.
    let readme = settings.module.is_none().then_some(Part::Readme);
    let parts: Vec<_> = models.chain(reference).chain(groups).chain([Part::Base]).chain(readme).collect();
    let mut all = Emitted::default();
    for emitted in parallel::map(&parts, |part| emitted(api, part, settings)) {
        let Emitted { files, models } = emitted?;
        all.files.extend(files);
        all.models.extend(models);
    }
    let Emitted { mut files, models: mut homes } = all;
    if !homes.iter().any(|(home, _)| home.is_all()) {
        let root = emit::types(api, homes.iter_mut().map(|(home, _)| home).collect());
        files.push(rendered(root, settings)?);
    }
    files.extend(homes.into_iter().map(|(home, text)| (home.path(), text)));
    Ok(files)
}

/// Returns sets of models in parts of about the same size.
fn model_parts(sets: Vec<ModelSet>) -> Vec<Vec<ModelSet>> {
    let mut parts: Vec<Vec<ModelSet>> = Vec::new();
    for set in sets {
        let length = |part: &Vec<ModelSet>| part.iter().map(|set| set.models.len()).sum::<usize>();
        match parts.last_mut().filter(|part| length(part) < MODELS) {
            Some(part) => part.push(set),
            None => parts.push(vec![set]),
        }
    }
    parts
}

fn emitted(api: &Api, part: &Part<'_>, settings: &Settings) -> Result<Emitted, InternalError> {
    let mut emitted = Emitted::default();
    let modules = match part {
        Part::Models(sets) => {
            let ids: Vec<TypeId> = sets.iter().flat_map(|set| &set.models).copied().collect();
            let models = models::render(api, &ids)?;
            for (home, module) in sets.iter().flat_map(|set| emit::models(api, set, &models)) {
                emitted.models.push((home, rendered(module, settings)?.1));
            }
            return Ok(emitted);
        }
        Part::Reference => {
            emitted.files = pages(api, settings).into_iter().map(Page::into).collect();
            return Ok(emitted);
        }
        Part::Readme => {
            emitted.files.push(readme(api, settings).into());
            return Ok(emitted);
        }
        Part::Group(group) => emit::group(api, group),
        Part::Base => emit::base(api, settings),
    };
    emitted.files = modules.into_iter().map(|module| rendered(module, settings)).collect::<Result<_, _>>()?;
    Ok(emitted)
}

/// Returns the path and text of a module.
pub(crate) fn rendered(module: Module, settings: &Settings) -> Result<(String, String), InternalError> {
    let module = match &settings.module {
        Some(root) => within(module, root),
        None => module,
    };
    Ok((module.path.clone(), render(module, &settings.header())?))
}
