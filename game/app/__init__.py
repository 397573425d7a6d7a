"""The full-screen client. It knows no rule of the game; `game.app.main.run_app` starts it."""
