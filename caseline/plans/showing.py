"""The page of the plan, which several views answer with: plans, their goals and actions with what they rest on, referrals."""

from datetime import date

from flask import g, render_template

from caseline.contacts.referring import referrals, waited
from caseline.contacts.words import REFERRAL_STATES
from caseline.plans import links, planning, words
from caseline.supervision import signing


def page(**more) -> str:
    """The page of the open family; `more`: what a form that came back wrong adds to it."""
    plans = planning.current_plans()
    goals = [goal for plan in plans for goal in plan.goals]
    actions = [*(action for plan in plans for action in planning.actions_of(plan)), *planning.loose_actions()]
    rests_on = links.shown([*goals, *actions])
    return render_template(
        "plans/show.html", plans=plans, earlier=planning.earlier_plans(), loose=planning.loose_actions(), people={person.id: person for person in g.family.persons}, words=words,
        goal_links={goal.id: rests_on.get(place, []) for place, goal in enumerate(goals)},
        action_links={action.id: rests_on.get(len(goals) + place, []) for place, action in enumerate(actions)},
        steps_of=planning.steps_of, today=date.today().isoformat(), signature=signing.latest, referrals=referrals([g.family.id]), referral_states=REFERRAL_STATES, waited=waited, **more,
    )
